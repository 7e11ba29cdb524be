"""Colours: few and calm. Meaning never hangs on colour alone."""

from typing import Final

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

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#9fdcff",
    secondary="#ffe9b0",
    accent="#ffe066",
    foreground="#ffffff",
    background="#000000",
    surface="#0b0b0b",
    panel="#1c1c1c",
    warning="#ffe066",
    error="#ffe066",
    success="#b6f0a8",
    dark=True,
    variables={
        "footer-key-foreground": "#ffe066",
        "border": "#e0e0e0",
        "text-muted": "auto 88%",
        "text-disabled": "auto 88%",
        "input-selection-background": "#9fdcff 35%",
    },
)

HIGH_CONTRAST_LIGHT = Theme(
    name="high-contrast-light",
    primary="#00344f",
    secondary="#3d2f00",
    accent="#4a3000",
    foreground="#000000",
    background="#ffffff",
    surface="#fcfcfc",
    panel="#f8f8f8",
    warning="#4a3000",
    error="#4a3000",
    success="#0c3d10",
    dark=False,
    variables={
        "footer-key-foreground": "#4a3000",
        "border": "#202020",
        "text-muted": "auto 90%",
        "text-disabled": "auto 90%",
        "input-selection-background": "#00344f 25%",
    },
)

THEMES: Final = (CALM, CALM_LIGHT, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT)
THEME_WORDS: Final = {
    CALM.name: "dark",
    CALM_LIGHT.name: "light",
    HIGH_CONTRAST.name: "high contrast, dark",
    HIGH_CONTRAST_LIGHT.name: "high contrast, light",
}
