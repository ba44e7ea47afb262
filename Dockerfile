# miacct with Chromium and fonts, for an ordinary user. Build: docker build -t miacct .
#
# Chrome's own sandbox needs user namespaces, which Docker's default seccomp profile forbids. Run it with a profile that
# allows them (--security-opt seccomp=chrome.json), or without that sandbox (--no-sandbox): then the container
# is all that contains the pages. docs/containers.md has both.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /out/miacct ./cmd/miacct

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends chromium fontconfig fonts-noto-cjk fonts-dejavu-core ca-certificates curl tini && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 65532 --create-home miacct && mkdir /record && chown miacct /record
COPY --from=build /out/miacct /usr/local/bin/miacct
USER 65532:65532
ENV MIACCT_AUDIT_DIR=/record HOME=/home/miacct
VOLUME /record
WORKDIR /home/miacct
ENTRYPOINT ["tini", "--", "miacct"]
CMD ["--help"]
