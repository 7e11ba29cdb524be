"""Colours: few and calm. Meaning never hangs on colour alone."""

from textual.theme import Theme

CALM = Theme(
    name="calm",
    primary="#8fb8c9",
    secondary="#b9a98c",
    accent="#e0c68a",
    foreground="#e8e4dc",
    background="#16191c",
    surface="#1d2124",
    panel="#262b2f",
    warning="#e0c68a",
    error="#e0c68a",
    success="#a8c6a0",
    dark=True,
    variables={
        "footer-key-foreground": "#e0c68a",
        "border": "#3a4248",
        "input-selection-background": "#8fb8c9 35%",
    },
)

CALM_LIGHT = Theme(
    name="calm-light",
    primary="#1f5a70",
    secondary="#6b5a36",
    accent="#7a5a10",
    foreground="#1c1c1a",
    background="#faf8f3",
    surface="#f2efe7",
    panel="#e8e4d9",
    warning="#7a5a10",
    error="#7a5a10",
    success="#2f6030",
    dark=False,
    variables={"footer-key-foreground": "#7a5a10", "border": "#b9b3a3"},
)
