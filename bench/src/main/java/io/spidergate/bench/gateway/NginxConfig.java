package io.spidergate.bench.gateway;

import java.nio.file.Path;

/// Configurations of nginx, one process each: the static upstream, and the plain proxy that is the
/// yardstick.
final class NginxConfig {

    private static final String FRAME =
            """
            daemon off; master_process off; pid %1$s/%2$s.pid; error_log %1$s/%2$s.err;
            events { worker_connections 4096; }
            http {
              access_log off; keepalive_requests 100000000;
              client_body_buffer_size 256k; client_max_body_size 20m;
              client_body_temp_path %1$s/%2$s-body; proxy_temp_path %1$s/%2$s-proxy;
              %3$s
            }
            """;

    private NginxConfig() {}

    /// Static files answer a POST with 405, which is turned into the file itself.
    static String upstream(Path folder, int port) {
        return FRAME.formatted(
                folder,
                "upstream",
                """
                server { listen 127.0.0.1:%d backlog=4096; root %s;
                  location /plain/ { default_type application/json; try_files /plain.json =404; error_page 405 =200 $uri; }
                  location = /plain.json { default_type application/json; error_page 405 =200 $uri; } }\
                """
                        .formatted(port, folder));
    }

    static String proxy(Path folder, Upstreams upstreams, int port) {
        return FRAME.formatted(
                folder,
                "proxy",
                """
                upstream static { server 127.0.0.1:%d; keepalive 256; keepalive_requests 100000000; }
                upstream streams { server 127.0.0.1:%d; keepalive 1024; keepalive_requests 100000000; }
                proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;
                server { listen 127.0.0.1:%d backlog=4096;
                  location /plain/ { proxy_pass http://static; }
                  location / { proxy_pass http://streams; } }\
                """
                        .formatted(upstreams.plain(), upstreams.streams(), port));
    }

    /// @param plain port of the static upstream
    /// @param streams port of the one that streams
    record Upstreams(int plain, int streams) {}
}
