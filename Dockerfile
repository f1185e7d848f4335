# Winnow as an image: `docker build -t winnow .`, then `docker run -e DATABASE_URL=… winnow work`.
# Without DATABASE_URL it keeps an embedded PostgreSQL under /data/.winnow.

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The scripts would build before the sources are here; no dependency needs its own.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-slim
ENV NODE_ENV=production
COPY --from=build /app/package.json /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/sql /app/sql
COPY --from=build /app/seeds /app/seeds
COPY --from=build /app/dist /app/dist
COPY --from=build /app/src/server/console/assets /app/src/server/console/assets
RUN ln -s /app/dist/src/cli/main.js /usr/local/bin/winnow && install -d -o node -g node /data
USER node
WORKDIR /data
ENTRYPOINT ["winnow"]
CMD ["work"]
