# One image for the api, the worker and the verbs; what it does is the command it is given.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && node .config/build.mjs \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production ASSIZE_BUILD=never HOST=0.0.0.0 ASSIZE_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build --chown=root:root /app ./
USER node
EXPOSE 3000
CMD ["node", "apps/api/dist/main.js"]
