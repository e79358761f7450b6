"""Shapes that stand beside every colour: no meaning is lost in print or to people who see colours alike.

Each is the path of an SVG in a square of 16 units; the same paths serve badges, legends, bars and the PDF.
"""

SHAPES = {
    "circle": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
    "ring": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z",
    "half": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2.2a3.8 3.8 0 1 0 0 7.6z",
    "triangle": "M8 1.8 15 14H1z",
    "square": "M2.5 2.5h11v11h-11z",
    "diamond": "M8 1l7 7-7 7-7-7z",
    "arrow": "M3.5 2v12L14 8z",
    "loop": ("M8 2.2a5.8 5.8 0 0 1 4.6 2.3L14.4 3v5H9l2-2a3.6 3.6 0 1 0 .5 3.6l2.1.8A5.8 5.8 0 1 1 8 2.2z"),
    "merge": "M1.5 2h3.6L8 6.3 10.9 2h3.6L9.6 9v5.5H6.4V9z",
    "check": "M6.2 13.4 1.3 8.5l1.9-1.9 3 3 6.6-6.6 1.9 1.9z",
    "cross": "M3.6 1.9 8 6.3l4.4-4.4 1.7 1.7L9.7 8l4.4 4.4-1.7 1.7L8 9.7l-4.4 4.4-1.7-1.7L6.3 8 1.9 3.6z",
}
