"""Draw all pictures again; that of the report needs the system's Chromium."""

import shutil
import tempfile
from pathlib import Path

from docs.console import printed
from docs.pictures import FOLDER, PICTURES, ROOT, draw

AS_OF = "2022-06-30"  # the day to which the bundled public figures go
SIZE = {"width": 1280, "height": 960}


def main() -> None:
    for picture in PICTURES:
        (FOLDER / picture.name).write_text(draw(picture), encoding="utf-8")
    if (chromium := shutil.which("chromium")) is None:
        print("no Chromium: the picture of the report stays as it is")
    else:
        photograph(chromium, FOLDER / "report.png")


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


if __name__ == "__main__":
    main()
