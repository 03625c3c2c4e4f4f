# Unrun: no container engine was available when this was written. Whoever runs it first removes this line.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: the default segmenter comes built, and the image brings its own Node 24.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY bot bot
COPY dialogs dialogs
COPY knowledge knowledge
COPY src src
COPY --from=build /app/dist dist
RUN install --directory --owner=node --group=node --mode=0700 /data
USER node
VOLUME /data
EXPOSE 3978
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:3978/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: SIGTERM must reach the server itself.
CMD ["node", "--max-semi-space-size=8", "--v8-pool-size=1", "bot/start.js"]
