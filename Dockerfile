# syntax=docker/dockerfile:1
# One image, one process: the station. Layers from what changes least to what changes most.

FROM node:24-bookworm-slim AS deps
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund

FROM deps AS build
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY migrations migrations
COPY src src
RUN npm run build

FROM node:24-bookworm-slim AS prod-deps
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim AS runtime
LABEL org.opencontainers.image.title="RadioX" \
      org.opencontainers.image.description="An AI radio station in one process"
RUN apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg tini \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=prod-deps /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY samples samples
COPY scripts/probe.mjs scripts/probe.mjs
ENV NODE_ENV=production RADIOX_DATA_DIR=/data HOST=0.0.0.0 PORT=8000 MALLOC_ARENA_MAX=1
VOLUME /data
EXPOSE 8000
USER node
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "scripts/probe.mjs"]
# An init passes SIGTERM on and reaps what PostgreSQL leaves; `npm start` would swallow the signal.
ENTRYPOINT ["tini", "--"]
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=20", "--no-sparkplug", "--no-page-promotion", "--v8-pool-size=2", "dist/src/main.js"]
