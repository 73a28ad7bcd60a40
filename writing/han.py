"""Chinese characters as part of a character class, for patterns of `re`, which knows no script."""

from __future__ import annotations

# The ranges of the script Han (Unicode 17, Scripts.txt), those of nearly all text first.
_RANGES = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029)),
    *((0x3038, 0x303B), (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0xF900, 0xFA6D)),
    *((0xFA70, 0xFAD9), (0x16FE2, 0x16FE3), (0x16FF0, 0x16FF6), (0x20000, 0x2A6DF)),
    *((0x2A700, 0x2B81E), (0x2B820, 0x2CEAD), (0x2CEB0, 0x2EBE0), (0x2EBF0, 0x2EE5D)),
    *((0x2F800, 0x2FA1D), (0x30000, 0x3134A), (0x31350, 0x33479)),
)
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)


def with_han(pattern: str) -> str:
    r"""A pattern for `re`, from one that says \p{Han} inside its character classes."""
    return pattern.replace(r"\p{Han}", HAN)
