"""Line-art icons of the window, drawn like the pictograms of the slip: on a field of 24 by 24, as path operators. Own work."""

from collections.abc import Mapping
from types import MappingProxyType

from sociaalhuis.printing.pictograms import drawing

_DRAWN = {
    "home": "M 4 11 L 12 4 L 20 11 M 6 9.5 L 6 20 L 18 20 L 18 9.5 M 10 20 L 10 14 L 14 14 L 14 20",
    "new": "O 12 12 9 M 12 7.5 L 12 16.5 M 7.5 12 L 16.5 12",
    "follow": "M 4 6 L 6 8 L 9 4.5 M 4 13 L 6 15 L 9 11.5 M 12 6.5 L 20 6.5 M 12 13.5 L 20 13.5 M 5 20 L 8 20 M 12 20 L 20 20",
    "people": "O 9 8 3.5 M 2.5 20 C 2.5 15.5 5.5 13.5 9 13.5 C 12.5 13.5 15.5 15.5 15.5 20 M 15 5 C 18.5 4.5 19.5 9.5 16.5 11 "
    "M 18 14 C 20.5 15 21.5 17 21.5 20",
    "catalogue": "M 4 5 C 7 3.5 10 3.8 12 6 C 14 3.8 17 3.5 20 5 L 20 19 C 17 17.5 14 17.8 12 20 C 10 17.8 7 17.5 4 19 Z M 12 6 L 12 20",
    "settings": "O 12 12 3 O 12 12 7.5 M 12 2.5 L 12 4.5 M 12 19.5 L 12 21.5 M 2.5 12 L 4.5 12 M 19.5 12 L 21.5 12 M 5.3 5.3 L 6.7 6.7 "
    "M 17.3 17.3 L 18.7 18.7 M 18.7 5.3 L 17.3 6.7 M 6.7 17.3 L 5.3 18.7",
    "search": "O 10.5 10.5 6.5 M 15.5 15.5 L 21 21",
    "lock": "M 5 11 L 19 11 L 19 21 L 5 21 Z M 8 11 L 8 7.5 C 8 2.2 16 2.2 16 7.5 L 16 11 M 12 15 L 12 17.5",
    "help": "O 12 12 9 M 9.2 9.6 C 9.2 6 14.8 6 14.8 9.6 C 14.8 11.8 12 12 12 14.4 O 12 17.2 0.3",
    "chart": "M 3.5 20 L 20.5 20 M 7 20 L 7 13 M 12 20 L 12 5 M 17 20 L 17 9.5",
    "late": "M 12 3.5 L 21.5 20 L 2.5 20 Z M 12 10 L 12 14.5 O 12 17.2 0.3",
    "today": "O 12 12 8 O 12 12 3",
    "good": "O 12 12 9 M 7.5 12.5 L 10.8 15.8 L 16.5 9",
    "open": "O 12 12 8",
    "shield": "M 12 3 L 20 6 L 20 12 C 20 17 16.5 19.8 12 21.5 C 7.5 19.8 4 17 4 12 L 4 6 Z",
    "emergency": "O 12 12 9 M 12 6.5 L 12 13 O 12 16.6 0.3",
    "print": "M 7 9 L 7 3.5 L 17 3.5 L 17 9 M 7 17 L 4 17 L 4 9 L 20 9 L 20 17 L 17 17 M 7 14 L 17 14 L 17 21 L 7 21 Z",
    "save": "M 4 4 L 17 4 L 20 7 L 20 20 L 4 20 Z M 8 4 L 8 9 L 15 9 L 15 4 M 8 20 L 8 14 L 16 14 L 16 20",
    "read_in": "M 12 3 L 12 14 M 7.5 10 L 12 14.5 L 16.5 10 M 4 14 L 4 20 L 20 20 L 20 14",
    "plus": "M 12 5 L 12 19 M 5 12 L 19 12",
    "minus": "M 5 12 L 19 12",
    "close": "M 6 6 L 18 18 M 18 6 L 6 18",
    "park": "O 12 12 9 M 10 16.5 L 10 7.5 L 12.8 7.5 C 16.4 7.5 16.4 13 12.8 13 L 10 13",
    "refer": "M 4 12 L 18 12 M 12.5 6 L 18.5 12 L 12.5 18 M 21 5 L 21 19",
    "copy": "M 8 8 L 20 8 L 20 20 L 8 20 Z M 16 8 L 16 4 L 4 4 L 4 16 L 8 16",
    "undo": "M 8 5 L 4 9 L 8 13 M 4 9 L 14 9 C 21.5 9 21.5 19 14 19 L 9 19",
    "count": "M 5 4 L 5 20 M 9 4 L 9 20 M 13 4 L 13 20 M 17 4 L 17 20 M 2.5 17 L 20.5 7",
    "backup": "M 4 6 C 4 3 20 3 20 6 L 20 18 C 20 21 4 21 4 18 Z M 4 6 C 4 9 20 9 20 6 M 4 12 C 4 15 20 15 20 12",
    "rights": "M 12 3.5 L 12 20.5 M 8 20.5 L 16 20.5 M 5 6.5 L 19 6.5 M 5 6.5 L 2.5 13 C 3 15.5 7 15.5 7.5 13 Z M 19 6.5 L 16.5 13 C 17 15.5 21 15.5 21.5 13 Z",
    "edit": "M 4 20 L 4.8 16 L 16 4.8 L 19.2 8 L 8 19.2 Z M 13.6 7.2 L 16.8 10.4",
    "eye": "M 2.5 12 C 6.5 5 17.5 5 21.5 12 C 17.5 19 6.5 19 2.5 12 Z O 12 12 3",
}

ICONS: Mapping[str, str] = MappingProxyType({name: drawing(drawn) for name, drawn in _DRAWN.items()})
