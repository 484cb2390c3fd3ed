"""Coverage-guided fuzzing with atheris: `python -m fuzz TARGET [--seconds N]`, or `all` for each in turn.

Prints how many inputs were tried and how many were refused; a defect ends the run, and its input is kept in
`.fuzz/TARGET/crashes`. Interesting inputs are kept in `.fuzz/TARGET/corpus` and used again the next time.
"""

import argparse
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from random import Random

KEPT = Path(".fuzz")
BINARY = ("xlsx",)
LONGEST = 1 << 16
SECONDS_EACH = 10  # one input may not take longer: a hang is a defect


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("target", help="a target of fuzz/targets.py, or all")
    parser.add_argument("--seconds", type=int, default=60)
    arguments = parser.parse_args()
    if arguments.target == "all":
        from fuzz.targets import TARGETS

        # One process each: libFuzzer ends its process when its time is up.
        command = [sys.executable, "-m", "fuzz", "--seconds", str(arguments.seconds)]
        return max(subprocess.run([*command, name], check=False).returncode for name in TARGETS)
    return _fuzz(arguments.target, arguments.seconds)


def _fuzz(name: str, seconds: int) -> int:
    import atheris

    from fuzz.mutate import mutated

    with atheris.instrument_imports(include=["guidelint", "yaml"]):
        from fuzz.targets import TARGETS, bench, refused_in_words, seeds

    if name not in TARGETS:
        sys.exit(f"no target {name}; there are {', '.join(TARGETS)}")
    target = TARGETS[name]
    texts = [seed.decode("utf-8", "replace") for seed in seeds(target)]
    corpus, crashes = KEPT / name / "corpus", KEPT / name / "crashes"
    for folder in (corpus, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds(target):
        (corpus / sha256(seed).hexdigest()).write_bytes(seed)
    tried = refused = 0
    with bench() as ready:

        def one(raw: bytes) -> None:
            nonlocal tried, refused
            tried += 1
            refused += refused_in_words(target, ready, raw)
            if tried % 1000 == 0:
                print(f"{name}: {tried} inputs, {refused} refused", file=sys.stderr)

        def change(raw: bytes, longest: int, seed: int) -> bytes:
            random = Random(seed)
            if name in BINARY or random.random() < 0.3:
                return bytes(atheris.Mutate(raw, longest))
            text = mutated(raw.decode("utf-8", "replace"), random, texts)
            return text.encode("utf-8", "surrogatepass")[:longest]

        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={SECONDS_EACH}",
            "-rss_limit_mb=1024",
            "-verbosity=0",
            "-print_final_stats=1",
            f"-artifact_prefix={crashes}/",
        ]
        atheris.Setup(["fuzz", *options, str(corpus)], one, custom_mutator=change)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
