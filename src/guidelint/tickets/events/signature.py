"""Who may tell us: HMAC-SHA256 over the time and the body, with a secret that both sides know."""

import hashlib
import hmac
import os
from collections.abc import Sequence
from pathlib import Path

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.tickets.events.refused import Refused

TIMESTAMP = "Guidelint-Timestamp"
SIGNATURE = "Guidelint-Signature"
WINDOW = 300  # seconds that a request's clock may be off, and for which it is remembered
SHORTEST = 32  # characters of a secret; `openssl rand -hex 32` gives 64
SECRET_VARIABLE = "GUIDELINT_SECRET"


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """The value of the header: `sha256=` and HMAC-SHA256 of timestamp, a full stop and the body, in hexadecimal."""
    return "sha256=" + hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def check(secrets: Sequence[bytes], timestamp: str | None, signed: str | None, body: bytes, now: float) -> None:
    """Raises Refused (401) unless one of the secrets signed this body at this time, which is now."""
    if timestamp is None or signed is None:
        raise _unsigned(f"缺少 {TIMESTAMP} 或 {SIGNATURE}", f"{TIMESTAMP} or {SIGNATURE} is missing")
    if not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > 12:
        raise _unsigned(f"{TIMESTAMP} 要写成 Unix 秒数", f"{TIMESTAMP} is to be in Unix seconds")
    if not any(
        hmac.compare_digest(signature(one, timestamp, body).encode(), signed.lower().encode("utf-8", "replace"))
        for one in secrets
    ):
        raise _unsigned("签名不对", "the signature is not right")
    if abs(now - int(timestamp)) > WINDOW:
        raise _unsigned(
            f"{TIMESTAMP} 和这里的时钟相差超过 {WINDOW} 秒", f"{TIMESTAMP} is more than {WINDOW} seconds off"
        )


def read_secrets(file: Path | None) -> tuple[bytes, ...]:
    """The secrets in a file, one a line (two while one replaces the other), else in the environment.

    Raises UsageError where there is none or one is too short to be safe.
    """
    where = str(file) if file else SECRET_VARIABLE
    try:
        said = file.read_text(encoding="utf-8") if file else os.environ.get(SECRET_VARIABLE, "")
    except OSError as error:
        raise UsageError(Text(f"读不了 {where}：{error.strerror}", f"cannot read {where}: {error.strerror}")) from None
    except UnicodeDecodeError:
        raise UsageError(Text(f"{where} 不是文本", f"{where} is no text")) from None
    found = tuple(line.strip().encode() for line in said.splitlines() if line.strip())
    if not found:
        raise UsageError(
            Text(
                f"没有密钥：把它写在文件里（--secret-file）或环境变量 {SECRET_VARIABLE} 里；openssl rand -hex 32 可以生成",
                f"there is no secret: put it into a file (--secret-file) or into {SECRET_VARIABLE}; "
                "openssl rand -hex 32 makes one",
            )
        )
    if any(len(one) < SHORTEST for one in found):
        raise UsageError(
            Text(f"{where} 里的密钥不到 {SHORTEST} 个字符", f"a secret in {where} has under {SHORTEST} characters")
        )
    return found


def _unsigned(zh: str, en: str) -> Refused:
    return Refused(401, "unsigned", Text(zh, en))
