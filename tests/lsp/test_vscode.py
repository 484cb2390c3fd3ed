"""The extension for Visual Studio Code, as far as it goes without the editor: `npm test` bundles it as well."""

import subprocess
from pathlib import Path

from tests.system import needed

ROOT = Path(__file__).parents[2]


def test_the_extension_loads_and_knows_the_command_line() -> None:
    node = needed("node")
    done = subprocess.run(
        [node, "--test", "test/extension.test.js"],
        cwd=ROOT / "editors" / "vscode",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()
