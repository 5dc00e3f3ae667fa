package io.spidergate.gateway.exchange;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.gateway.protocol.AnswerTotals;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The attempts of one request that are under way: begins them, asks another beside one that is
/// slow to begin, and stops the slower of two. For one event loop.
///
/// Law: no attempt begins that is not in the journal.
final class Runners {

    private final Exchange exchange;
    private final RequestPlan.Serve plan;
    private final Funds funds;
    private final Errand errand;
    private final Choosing choosing;
    private final AttemptBook book;
    private final AttemptOwner owner;
    private final Consumer<Runnable> guard;
    private final BooleanSupplier isWaited;
    private final Hedge hedge;
    private final Race race = new Race();

    /// @param owner hears of all attempts
    /// @param guard catches what goes wrong inside, so that no caller waits for ever
    /// @param isWaited whether the caller still waits for the first content
    Runners(
            Exchange exchange,
            RequestPlan.Serve plan,
            Funds funds,
            Errand errand,
            Choosing choosing,
            AttemptBook book,
            AttemptOwner owner,
            Consumer<Runnable> guard,
            BooleanSupplier isWaited) {
        this.exchange = exchange;
        this.plan = plan;
        this.funds = funds;
        this.errand = errand;
        this.choosing = choosing;
        this.book = book;
        this.owner = owner;
        this.guard = guard;
        this.isWaited = isWaited;
        this.hedge = Hedge.of(exchange, plan.terms());
    }

    /// The one that the caller hears.
    Attempt leader() {
        return race.leader();
    }

    /// @return false where it may not begin, since it could not be journaled
    boolean begin(Choosing.Choice.Go go) {
        Attempt next = attempt(go);
        if (!exchange.telling().underWay(book.with(next), funds)) {
            giveBack(go);
            return false;
        }
        race.alone(next);
        start(next);
        hedge.start(() -> guard.accept(this::askBeside));
        return true;
    }

    private void askBeside() {
        if (runsAlone()) {
            choosing.beside(leader().target(), this::chosenBeside);
        }
    }

    private boolean runsAlone() {
        return isWaited.getAsBoolean() && book.open().size() == 1;
    }

    private void chosenBeside(Choosing.Choice choice) {
        if (choice instanceof Choosing.Choice.Go go && !beganBeside(go)) {
            giveBack(go);
        }
    }

    private void giveBack(Choosing.Choice.Go go) {
        go.quota().unsent();
        DeploymentId deployment = go.target().deployment().id();
        exchange.runtime().cooldowns().ended(deployment);
        exchange.runtime().cooldowns().refusals().ended(deployment, errand.asking().uses());
    }

    private boolean beganBeside(Choosing.Choice.Go go) {
        if (!runsAlone()) {
            return false;
        }
        Attempt rival = attempt(go);
        if (!exchange.telling().underWay(book.with(rival), funds)) {
            return false;
        }
        race.beside(rival);
        start(rival);
        return true;
    }

    private Attempt attempt(Choosing.Choice.Go go) {
        return AttemptTerms.of(exchange, go.target(), plan.terms())
                .attempt(go.body(), go.quota(), errand, owner);
    }

    private void start(Attempt attempt) {
        book.begun(attempt);
        attempt.start(guard);
    }

    /// Content came: whoever else runs is stopped.
    void heard(Attempt winner) {
        stopClock();
        boolean rivalWon = winner != race.leader();
        Attempt loser = race.wonBy(winner);
        if (loser != null) {
            exchange.runtime().metrics().hedged(rivalWon);
            book.outrun(loser, loser.cancel());
        }
    }

    /// @return whether another runs on
    boolean goesOnWithout(Attempt ended) {
        return race.goesOnWithout(ended);
    }

    void stopClock() {
        hedge.cancel();
    }

    /// @return what the caller was told, or would have been
    AnswerTotals cancel() {
        book.open().forEach(Attempt::cancel);
        return race.hasBegun() ? leader().cancel() : AnswerTotals.NOTHING;
    }
}
