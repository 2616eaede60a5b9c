FROM node:24-slim AS base
WORKDIR /app
COPY package.json package-lock.json ./

FROM base AS build
# Installing would build at once (the prepare script), before there is anything to build.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json manifest.json ./
COPY scripts ./scripts
COPY src ./src
# The build also learns the knowledge, so that the bot starts at once.
COPY knowledge ./knowledge
# The playground and the scoring are for people at their own machine; the container only talks to Slack.
RUN npm run build && rm -rf dist/playground dist/eval

FROM base AS deps
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
# For npm run backup and the other commands of the terminal.
COPY scripts/run.mjs ./scripts/run.mjs
COPY --from=deps /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY knowledge ./knowledge
# The memory of who holds which role. Keep it: docker run -v whoowns:/app/data
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Small young generations keep some thirty megabytes free. Without a shell or npm between, so that SIGTERM reaches the bot.
CMD ["node", "--max-semi-space-size=4", "dist/main.js"]
