"""Phone numbers: subscriber numbers in E.164, the desk's own short codes apart."""

from __future__ import annotations

import re

import phonenumbers

HOME_REGION = "RW"
_SHORT_CODE = re.compile(r"\d{3,5}")


class PhoneError(ValueError):
    """What was typed is not a phone number; the sentence says how to write one."""


def is_short_code(text: str) -> bool:
    """True for 3 to 5 digits such as 3512: a service's code, which phonenumbers calls invalid (ux.md 0.10)."""
    return _SHORT_CODE.fullmatch(_digits(text)) is not None


def read_phone(text: str, region: str = HOME_REGION) -> str:
    """A subscriber number in E.164 (``+250788123456``) from any usual form: 0788…, 250788…, 00250…, +250….

    Raises PhoneError for a short code, too few or too many digits, or a number no operator issues.
    """
    digits = _digits(text)
    if is_short_code(text):
        raise PhoneError("This is a short code of a service, not a person's number.")
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        raise PhoneError("This is not a phone number. Write it like 0788 123 456 or +250 788 123 456.") from None
    if not phonenumbers.is_valid_number(number):
        country = phonenumbers.country_code_for_region(region)
        bare = phonenumbers.PhoneNumber(
            country_code=country, national_number=int(digits.removeprefix("+")[len(str(country)) :] or 0)
        )
        if digits.startswith(str(country)) and phonenumbers.is_valid_number(bare):
            number = bare
        else:
            raise PhoneError("No operator issues this number. Check each digit; write it like 0788 123 456.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(e164: str) -> str:
    """The number as people read it: ``+250 788 123 456``."""
    return phonenumbers.format_number(phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


# As many digits together as a subscriber number or that of an identity card has; a year or a short code has fewer.
_MANY_DIGITS = re.compile(r"\d{8,}")


def names_a_number(text: str) -> bool:
    """Whether a text that must be about nobody holds a subscriber number, or digits as long as a person's number."""
    if _MANY_DIGITS.search(text):
        return True
    return next(iter(phonenumbers.PhoneNumberMatcher(text, HOME_REGION)), None) is not None


def mask_phone(e164: str) -> str:
    """Enough to tell two callers apart, not enough to call one: ``+250 ••• ••• 456``."""
    return f"{e164[:4]} ••• ••• {e164[-3:]}"


def _digits(text: str) -> str:
    """Digits of a typed number, Eastern Arabic and full-width ones too, with a leading plus kept."""
    out = []
    for place, sign in enumerate(text.strip()):
        if sign in "+\uff0b" and place == 0:
            out.append("+")
        elif sign.isdecimal():
            out.append(str(int(sign)))
        elif sign not in " -.()/\u00a0\u2009\u202f":
            raise PhoneError("A phone number has digits only. Write it like 0788 123 456.")
    return "".join(out)
