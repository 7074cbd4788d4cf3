"""Words for codes: short, spelt as they sound, and easy to tell apart when called across a room."""

from __future__ import annotations

WORDS = (
    "acorn", "alder", "amber", "apple", "apron", "arbour", "aspen", "badger", "bagel", "barley", "barrel", "basil", "basket",
    "beacon", "beaver", "bishop", "blanket", "bobbin", "bonnet", "bracken", "bramble", "bridge", "bronze", "bucket", "butter",
    "button", "cabin", "cactus", "candle", "canoe", "canvas", "carpet", "carrot", "castle", "cedar", "cello", "chalk", "cherry",
    "chestnut", "cider", "clover", "cobalt", "cocoa", "comet", "copper", "coral", "cotton", "cricket", "crystal", "curlew",
    "cymbal", "dahlia", "daisy", "damson", "dapple", "denim", "dolphin", "domino", "donkey", "dragon", "drummer", "ember",
    "emerald", "engine", "falcon", "feather", "fennel", "ferry", "fiddle", "finch", "flannel", "forest", "fossil", "fountain",
    "galaxy", "garden", "garlic", "garnet", "gecko", "ginger", "glacier", "goblet", "granite", "guitar", "hammock", "harbour",
    "harvest", "hazel", "heather", "hedgehog", "heron", "hickory", "hollow", "honey", "indigo", "island", "ivory", "jacket",
    "jasmine", "jigsaw", "juniper", "kayak", "kettle", "kitten", "ladder", "lagoon", "lantern", "larch", "lavender", "lemon",
    "lichen", "lilac", "linen", "lobster", "lupin", "magnet", "magpie", "mallard", "mango", "maple", "marble", "marigold",
    "meadow", "melon", "mirror", "mitten", "monsoon", "mosaic", "muffin", "mulberry", "mustard", "napkin", "nectar", "nettle",
    "nimbus", "nutmeg", "oboe", "ocean", "olive", "onion", "orchard", "orchid", "otter", "oyster", "paddle", "panda", "paper",
    "parrot", "parsley", "peanut", "pebble", "pencil", "pepper", "petal", "pigeon", "pillow", "piper", "plaster", "plum",
    "pocket", "pollen", "poplar", "poppy", "primrose", "puffin", "pumpkin", "quartz", "quilt", "rabbit", "radish", "raven",
    "ribbon", "river", "robin", "rocket", "rosemary", "rowan", "rudder", "saddle", "saffron", "salmon", "sandal", "sapphire",
    "satin", "saturn", "scarlet", "sesame", "shamrock", "shuttle", "silver", "sketch", "skylark", "sparrow", "spindle",
    "spruce", "squirrel", "starling", "summer", "sunset", "swallow", "tablet", "tangerine", "teapot", "thimble", "thistle",
    "thunder", "timber", "toffee", "topaz", "trumpet", "tulip", "tunnel", "turnip", "turtle", "umbrella", "valley", "vanilla",
    "velvet", "violet", "violin", "walnut", "walrus", "willow", "window", "winter", "yarrow", "zebra", "zephyr", "zinnia",
)  # fmt: skip
