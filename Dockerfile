# The program as one binary. Sealed unless HOSTS names what it may connect to, such as
# --build-arg HOSTS=db.example.com:5432,issuer.example.com
FROM --platform=$BUILDPLATFORM denoland/deno:2.9.6@sha256:2014dc167ece617ef7e7ba40631ac2234c59e75ce693e7cc2dc2602b3c87859d AS build
ARG TARGETARCH
ARG HOSTS=""
WORKDIR /build
COPY deno.json deno.lock ./
RUN deno install --frozen
COPY main.ts ./
COPY src ./src
COPY data/demo ./data/demo
COPY data/feedback/model.json data/feedback/model_hash.json ./data/feedback/
COPY deploy/*.ts ./deploy/
RUN case "$TARGETARCH" in \
      amd64) target=x86_64-unknown-linux-gnu ;; \
      arm64) target=aarch64-unknown-linux-gnu ;; \
      *) echo "There is no build for $TARGETARCH." >&2; exit 1 ;; \
    esac \
 && deno task compile --target "$target" ${HOSTS:+--hosts "$HOSTS"} --output /out/restaurant-mcp \
 && mkdir /out/data

# glibc and libgcc, which the binary needs, and no shell.
FROM gcr.io/distroless/cc-debian13:nonroot@sha256:54df941ed0d06a1bd95ef5e0ce391fd8d9f94b64782dc9a60062727849ee3f97
LABEL org.opencontainers.image.title="restaurant-mcp" \
      org.opencontainers.image.description="A restaurant's own data for any MCP client" \
      org.opencontainers.image.licenses="MIT" \
      io.modelcontextprotocol.server.name="io.github.restaurant-mcp/restaurant-mcp"
COPY --from=build /out/restaurant-mcp /usr/local/bin/restaurant-mcp
COPY --from=build --chown=65532:65532 /out/data /data
ENV DATABASE_URL=/data/restaurant.db
USER 65532:65532
# SQLite looks for room for large sorts in the working directory when there is no /tmp.
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 \
  CMD ["/usr/local/bin/restaurant-mcp", "ready"]
ENTRYPOINT ["/usr/local/bin/restaurant-mcp"]
# Refuses to start until MCP_AUTH_TOKEN, and MCP_PUBLIC_URL or MCP_ALLOWED_HOSTS are set.
CMD ["serve", "--transport", "http", "--host", "0.0.0.0"]
