# docker build -t guidelint . && docker run --rm -v "$PWD:/work" guidelint
FROM python:3.12 AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/guidelint \
    && /opt/guidelint/bin/pip install --no-cache-dir ".[excel,notice]"

FROM python:3.12-slim
COPY --from=build /opt/guidelint /opt/guidelint
ENV PATH=/opt/guidelint/bin:$PATH PYTHONUTF8=1
# git is what --diff and closing a ticket ask; a notice as PDF needs a Chinese font.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends git fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
# Not root: it reads the guides and, for `fix`, writes them as whoever `docker run --user` names.
RUN useradd --create-home --uid 10001 guidelint
USER 10001
WORKDIR /work
ENTRYPOINT ["guidelint"]
CMD ["check"]
