"""Places in a text: Python counts characters, Qt counts UTF-16 units."""


def characters(text: str, units: int) -> int:
    """Python characters before a place that Qt counts in UTF-16 units."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


def units(text: str, characters: int) -> int:
    """UTF-16 units before a Python character."""
    characters = min(max(characters, 0), len(text))
    return characters if text.isascii() else len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2
