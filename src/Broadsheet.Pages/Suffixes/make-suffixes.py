#!/usr/bin/env python3
"""Writes suffixes.txt, the rules of the public suffix list as a tree, from a copy of the list.

usage: make-suffixes.py [public_suffix_list.dat] > suffixes.txt
Systems with the package `publicsuffix` have the list at the default place. Which names are public suffixes is a fact; the list's
comments, order and sections are not taken over. See docs/technotes/why-our-own-suffix-file.md.

One label a line, below the label it stands in front of, with one dot for each label behind it:
  uk          the rule "uk"
  .co         the rule "co.uk"
  .x-         no rule itself, it only has rules below it
  .y*         also the rule "*.y.uk"
  .z!         the exception "!z.uk"
"""
import sys

path = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/publicsuffix/public_suffix_list.dat"
tree = {}
for line in open(path, encoding="utf-8"):
    rule = line.split()[0] if line.split() else ""
    if not rule or rule.startswith("//"):
        continue
    mark = ""
    if rule.startswith("!"):
        rule, mark = rule[1:], "!"
    elif rule.startswith("*."):
        rule, mark = rule[2:], "*"
    node = tree
    labels = rule.split(".")
    for depth, label in enumerate(reversed(labels)):
        entry = node.setdefault(label, [set(), {}])
        if depth == len(labels) - 1:
            entry[0].add(mark or "=")
        node = entry[1]


def write(node, depth):
    for label in sorted(node):
        marks, below = node[label]
        flags = "!" if "!" in marks else ("" if "=" in marks else "-") + ("*" if "*" in marks else "")
        print("." * depth + label + flags)
        write(below, depth + 1)


write(tree, 0)
