"""How long an author waits: from a key to the diagnostics of a guide, through the real server over standard input.

    python -m benchmarks.editor [GUIDES]

lays out a workspace of GUIDES guides (default 1000; copies of this repository's under new ids), opens one, and types
characters into a material's name. The pause after which a check begins is part of the design and is shown apart.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from guidelint.lsp.server import TYPING_PAUSE

ROOT = Path(__file__).parents[1]
KEYS = 30


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        files = lay_out(Path(folder), count)
        asyncio.run(measure(Path(folder), files))


def lay_out(root: Path, count: int) -> list[Path]:
    sources = sorted((ROOT / "guides").rglob("*.yaml"))
    (root / "guidelint.yaml").write_text("lang: zh\n", encoding="utf-8")
    files = []
    for number in range(count):
        lines = sources[number % len(sources)].read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [f"{line.rstrip()}-{number}\n" if line.startswith("id:") else line for line in lines]
        file = root / "guides" / f"{number:05}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(line for line in changed if "yaml-language-server" not in line), encoding="utf-8")
        files.append(file)
    return files


async def measure(root: Path, files: list[Path]) -> None:
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    await client.start_io(sys.executable, "-m", "guidelint", "lsp")
    await client.initialize_session(
        types.InitializeParams(client_capabilities("visual-studio-code"), root_uri=root.as_uri())
    )
    file = next(f for f in files if "- name: " in f.read_text(encoding="utf-8"))
    uri, text = file.as_uri(), file.read_text(encoding="utf-8")
    begun = time.perf_counter()
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 0, text)))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    print(f"{len(files)} guides; opened to first diagnostics: {time.perf_counter() - begun:.2f} s")
    waits, completions = [], []
    for key in range(1, KEYS + 1):
        typed = text.replace("- name: ", f"- name: {'身份证明材料'[: key % 6]}", 1)
        begun = time.perf_counter()
        await type_text(client, uri, key, typed)
        waits.append(time.perf_counter() - begun - TYPING_PAUSE)
        begun = time.perf_counter()
        position = types.Position(text.split("- name: ")[0].count("\n"), 12)
        await client.text_document_completion_async(types.CompletionParams(types.TextDocumentIdentifier(uri), position))
        completions.append(time.perf_counter() - begun)
    for name, times in (("key to diagnostics (beyond the pause)", waits), ("completion", completions)):
        worst = max(times)
        print(f"{name}: median {statistics.median(times) * 1000:.1f} ms, worst {worst * 1000:.1f} ms of {KEYS}")
    print(f"pause after the last key: {TYPING_PAUSE * 1000:.0f} ms")
    await client.shutdown_session()
    await client.stop()


async def type_text(client: LanguageClient, uri: str, version: int, text: str) -> None:
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri), [types.TextDocumentContentChangeWholeDocument(text)]
        )
    )
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)


if __name__ == "__main__":
    main()
