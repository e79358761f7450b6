"""The council as OParl 1.1 (https://oparl.org/spezifikation/): what everybody may know of it, whoever asks."""
