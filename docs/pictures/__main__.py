"""Draw all pictures again; those of pages need the system's Chromium."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.console import printed
from docs.pictures import FOLDER, PICTURES, ROOT, draw

AS_OF = "2022-06-30"  # the day to which the bundled public figures go
SIZE = {"width": 1280, "height": 960}
GUIDE = ROOT / "guides" / "beijing" / "dongcheng" / "social-insurance-card-replacement.yaml"


def main() -> None:
    for picture in PICTURES:
        (FOLDER / picture.name).write_text(draw(picture), encoding="utf-8")
    if (chromium := shutil.which("chromium")) is None:
        print("no Chromium: the pictures of pages stay as they are")
    else:
        photograph(chromium, FOLDER / "report.png")
        photograph_page(chromium, FOLDER / "open.png")


def photograph(chromium: str, file: Path) -> None:
    """The report's first page as a browser at a desk shows it."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        printed([f"guidelint report --html {folder} --as-of {AS_OF} --also 公开报道"], "zh", ROOT)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport=SIZE, offline=True).new_page()  # type: ignore[arg-type]
        page.goto((Path(folder) / "index.html").as_uri())
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file, animations="disabled")
        browser.close()


def photograph_page(chromium: str, file: Path) -> None:
    """The page of `guidelint open` with the guide that this repository begins with."""
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-X", "utf8", "-m", "guidelint", "open", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process, sync_playwright() as playwright:
        assert process.stdout is not None
        found = re.search(r"http\S+", process.stdout.readline().decode())
        assert found is not None
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport=SIZE).new_page()  # type: ignore[arg-type]
        page.goto(found[0])
        page.locator("#file").set_input_files(GUIDE)
        page.locator("#title").wait_for()
        page.screenshot(path=file, animations="disabled")
        browser.close()
        process.terminate()


if __name__ == "__main__":
    main()
