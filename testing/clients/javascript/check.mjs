// Each line of the output is one thing that an agent does with one SDK; the process ends with 1 when any failed.
// Made for the simulator's pool: the model calls a tool whose name the prompt says.
import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import {createAnthropic} from '@ai-sdk/anthropic';
import {createOpenAI} from '@ai-sdk/openai';
import {createOpenAICompatible} from '@ai-sdk/openai-compatible';
import {GoogleGenAI, Type} from '@google/genai';
import {ChatOpenAI} from '@langchain/openai';
import {embed, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool} from 'ai';
import OpenAI, {toFile} from 'openai';

const {BASE: base, KEY: apiKey, MODEL: model = 'spideriq/coding'} = process.env;
if (!base || !apiKey) {
  console.error('BASE (such as http://localhost:8080/v1) and KEY (an agent token) must be set.');
  process.exit(2);
}
const root = new URL('/', base).toString().replace(/\/$/, '');
const parameters = {type: 'object', properties: {q: {type: 'string'}}, required: ['q']};
const answerSchema = {
  type: 'object',
  properties: {a: {type: 'string'}},
  required: ['a'],
  additionalProperties: false,
};
const messages = [{role: 'user', content: 'Say hello'}];
const asksForTool = [{role: 'user', content: 'use look_up'}];
let failed = 0;

async function check(name, act) {
  try {
    await act();
    console.log('ok    ', name);
  } catch (error) {
    failed++;
    console.log('FAILED', name, '-', error?.message ?? error);
  }
}

async function openai() {
  const client = new OpenAI({baseURL: base, apiKey, maxRetries: 0});
  const chat = client.chat.completions;
  await check('openai chat', async () => {
    const answer = await chat.create({model, messages});
    assert.ok(answer.choices[0].message.content);
    assert.equal(answer.choices[0].finish_reason, 'stop');
  });
  await check('openai chat, streamed, with usage', async () => {
    let text = '';
    let usage;
    const asked = {model, messages, stream: true, stream_options: {include_usage: true}};
    for await (const chunk of await chat.create(asked)) {
      text += chunk.choices[0]?.delta?.content ?? '';
      usage = chunk.usage ?? usage;
    }
    assert.ok(text && usage.completion_tokens > 0);
  });
  await check('openai chat, runs tools', async () => {
    const look_up = {name: 'look_up', parse: JSON.parse, function: ({q}) => `42 ${q}`, parameters};
    const run = chat.runTools({
      model,
      messages: asksForTool,
      tools: [{type: 'function', function: look_up}],
    });
    assert.match(await run.finalContent(), /42/);
  });
  await check('openai chat, schema', async () => {
    const json_schema = {name: 'x', strict: true, schema: answerSchema};
    const answer = await chat.create({
      model: 'spideriq/structured',
      messages,
      response_format: {type: 'json_schema', json_schema},
    });
    assert.equal(typeof JSON.parse(answer.choices[0].message.content).a, 'string');
  });
  await check('openai chat, unknown model', () =>
    assert.rejects(chat.create({model: 'no/such', messages}), OpenAI.NotFoundError));
  await check('openai responses', async () =>
    assert.ok((await client.responses.create({model, input: 'hi'})).output_text));
  await check('openai responses, streamed', async () =>
    assert.equal(
      (await client.responses.stream({model, input: 'hi'}).finalResponse()).status, 'completed'));
  await check('openai responses, tools', async () => {
    const tools = [{type: 'function', name: 'look_up', parameters, strict: false}];
    const first = await client.responses.create({model, input: asksForTool, tools});
    const call = first.output.find(item => item.type === 'function_call');
    const result = {type: 'function_call_output', call_id: call.call_id, output: '42'};
    const input = [...asksForTool, ...first.output, result];
    assert.match((await client.responses.create({model, input, tools})).output_text, /42/);
  });
  await check('openai responses, nothing stored', () =>
    assert.rejects(client.responses.retrieve('resp_1'), {code: 'nothing_stored'}));
  await check('openai embeddings', async () => {
    const answer = await client.embeddings.create({model: 'agent/embed', input: ['a', 'b']});
    assert.ok(answer.data[1].embedding.length > 1);
  });
  await check('openai moderations, no model named', async () => {
    const {results} = await client.moderations.create({input: ['a web', 'a violent threat']});
    assert.deepEqual(results.map((it) => it.flagged), [false, true]);
  });
  await check('openai images', async () => {
    const images = {model: 'sim-steady/steady-image', prompt: 'a web', n: 2};
    const {data} = await client.images.generate(images);
    assert.equal(data.filter((it) => it.b64_json).length, 2);
  });
  await check('openai speech', async () => {
    const words = {model: 'sim-steady/steady-voice', voice: 'nova', input: 'one two three'};
    const sound = await client.audio.speech.create(words);
    assert.match(sound.headers.get('content-type'), /^audio\//);
    assert.equal((await sound.arrayBuffer()).byteLength, 3 * 1024);
  });
  await check('openai transcriptions', async () => {
    const file = await toFile(Buffer.from('hello web'), 'words.mp3');
    const ears = 'sim-steady/steady-ears';
    assert.equal((await client.audio.transcriptions.create({model: ears, file})).text, 'hello web');
    let heard = '';
    for await (const event of await client.audio.transcriptions.create({model: ears, file, stream: true})) {
      heard += event.type === 'transcript.text.delta' ? event.delta : '';
    }
    assert.equal(heard, 'hello web');
  });
  await check('openai completions', async () =>
    assert.ok((await client.completions.create({model, prompt: 'hi'})).choices[0].text));
  await check('openai models, ids with slashes', async () => {
    const all = (await client.models.list()).data;
    assert.equal((await client.models.retrieve(all[0].id)).id, all[0].id);
  });
}

async function anthropic() {
  const client = new Anthropic({baseURL: root, apiKey, maxRetries: 0});
  const asked = {model, max_tokens: 200, messages};
  await check('anthropic messages', async () =>
    assert.ok((await client.messages.create(asked)).content[0].text));
  await check('anthropic messages, streamed', async () =>
    assert.equal((await client.messages.stream(asked).finalMessage()).stop_reason, 'end_turn'));
  await check('anthropic messages, tools', async () => {
    const tools = [{name: 'look_up', input_schema: parameters}];
    const first = await client.messages
      .stream({...asked, tools, messages: asksForTool})
      .finalMessage();
    const call = first.content.find(block => block.type === 'tool_use');
    const result = {type: 'tool_result', tool_use_id: call.id, content: '42'};
    const turns = [
      ...asksForTool,
      {role: 'assistant', content: first.content},
      {role: 'user', content: [result]},
    ];
    const second = await client.messages.create({...asked, tools, messages: turns});
    assert.match(second.content[0].text, /42/);
  });
  await check('anthropic count_tokens', async () =>
    assert.ok((await client.messages.countTokens({model, messages})).input_tokens > 0));
}

async function google() {
  const {models} = new GoogleGenAI({apiKey, httpOptions: {baseUrl: root}});
  await check('genai', async () =>
    assert.ok((await models.generateContent({model, contents: 'hi'})).text));
  await check('genai, streamed', async () => {
    let text = '';
    for await (const chunk of await models.generateContentStream({model, contents: 'hi'})) {
      text += chunk.text ?? '';
    }
    assert.ok(text);
  });
  await check('genai, tools', async () => {
    const look_up = {
      name: 'look_up',
      parameters: {type: Type.OBJECT, properties: {q: {type: Type.STRING}}},
    };
    const config = {tools: [{functionDeclarations: [look_up]}]};
    const answer = await models.generateContent({model, contents: 'use look_up', config});
    assert.equal(answer.functionCalls[0].name, 'look_up');
  });
  await check('genai countTokens', async () =>
    assert.ok((await models.countTokens({model, contents: 'hi'})).totalTokens > 0));
}

async function vercel(name, languageModel) {
  const asked = {model: languageModel, maxRetries: 0, maxOutputTokens: 500};
  const tools = {
    look_up: tool({
      description: 'looks up',
      inputSchema: jsonSchema(parameters),
      execute: async () => '42',
    }),
  };
  const loop = {...asked, prompt: 'use look_up', tools, stopWhen: stepCountIs(2)};
  await check(`ai ${name}`, async () =>
    assert.ok((await generateText({...asked, prompt: 'hi'})).text));
  await check(`ai ${name}, streamed`, async () => {
    const stream = streamText({...asked, prompt: 'hi'});
    await stream.consumeStream();
    assert.equal(await stream.finishReason, 'stop');
    assert.ok((await stream.usage).outputTokens > 0);
  });
  await check(`ai ${name}, tools`, async () => assert.match((await generateText(loop)).text, /42/));
  await check(`ai ${name}, tools streamed`, async () => {
    const stream = streamText(loop);
    await stream.consumeStream();
    const steps = await stream.steps;
    assert.deepEqual(steps.map(step => step.finishReason), ['tool-calls', 'stop']);
  });
  await check(`ai ${name}, object`, async () => {
    const schema = jsonSchema(answerSchema);
    assert.ok((await generateObject({...asked, prompt: 'hi', schema})).object);
  });
}

async function langchain() {
  const llm = new ChatOpenAI({model, apiKey, configuration: {baseURL: base}, maxRetries: 0});
  await check('langchain', async () => assert.ok((await llm.invoke('hi')).content));
  await check('langchain, streamed', async () => {
    let text = '';
    for await (const chunk of await llm.stream('hi')) {
      text += chunk.content;
    }
    assert.ok(text);
  });
  await check('langchain, tools', async () => {
    const bound = llm.bindTools([{type: 'function', function: {name: 'look_up', parameters}}]);
    assert.equal((await bound.invoke('use look_up')).tool_calls[0].name, 'look_up');
  });
}

globalThis.AI_SDK_LOG_WARNINGS = false;
await openai();
await anthropic();
await google();
const oneProvider = createOpenAI({baseURL: base, apiKey});
await vercel('responses', oneProvider(model));
await vercel('chat', oneProvider.chat(model));
await vercel(
  'compatible',
  createOpenAICompatible({
    name: 'spidergate',
    baseURL: base,
    apiKey,
    includeUsage: true,
    supportsStructuredOutputs: true,
  })(model));
await vercel('anthropic', createAnthropic({baseURL: `${root}/v1`, apiKey})(model));
await check('ai embed', async () =>
  assert.ok(
    (await embed({model: oneProvider.embedding('agent/embed'), value: 'x'})).embedding.length > 1));
await langchain();
process.exit(failed > 0 ? 1 : 0);
