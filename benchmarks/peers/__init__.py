"""Linters that others have built, at fixed versions, with rules as near to ours as they can say them."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TOOLS = HERE.parent / ".tools"

PYTHON = ("yamllint==1.38.0", "check-jsonschema==0.39.0", "ast-grep-cli==0.51.1")
NODE = ("@stoplight/spectral-cli@6.16.3", "autocorrect-node@2.14.0")
SCHEMA = HERE.parents[1] / "src" / "guidelint" / "schemas" / "guide.schema.json"


@dataclass(frozen=True, slots=True)
class Peer:
    """`does` says what its time buys."""

    name: str
    version: str
    command: Sequence[str]
    does: str


def install() -> None:
    """Put the peers into benchmarks/.tools, unless they are there."""
    python, node = TOOLS / "python", TOOLS / "node"
    if not (python / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        subprocess.run([python / "bin" / "pip", "install", "--quiet", *PYTHON], check=True)
        (python / "installed").touch()
    if not (node / "installed").exists():
        node.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", node, *NODE], check=True)
        (node / "installed").touch()


def peers(corpus: Path) -> list[Peer]:
    """The commands, to be run in the folder of the corpus."""
    python, node = TOOLS / "python" / "bin", TOOLS / "node" / "node_modules" / ".bin"
    folders = ("guides", "windows", "tickets")
    guides = sorted(str(file.relative_to(corpus)) for file in (corpus / "guides").rglob("*.yaml"))
    versions = dict(pinned.replace("==", "@").rsplit("@", 1) for pinned in (*PYTHON, *NODE))
    return [
        Peer("yamllint", versions["yamllint"], (f"{python}/yamllint", "-d", "relaxed", *folders), "YAML style, relaxed"),
        Peer(
            "check-jsonschema", versions["check-jsonschema"],
            (f"{python}/check-jsonschema", "--schemafile", str(SCHEMA), *guides), "guidelint's schema of a guide",
        ),
        Peer(
            "Spectral", versions["@stoplight/spectral-cli"],
            (f"{node}/spectral", "lint", "-r", f"{HERE}/spectral.yaml", "guides/**/*.yaml"), "8 rules",
        ),
        Peer("AutoCorrect", versions["autocorrect-node"], (f"{node}/autocorrect", "--lint", *folders), "Chinese copywriting"),
        Peer(
            "ast-grep", versions["ast-grep-cli"],
            (f"{python}/ast-grep", "scan", "-c", f"{HERE}/sgconfig.yml", *folders), "4 rules",
        ),
    ]  # fmt: skip
