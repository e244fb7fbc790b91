#!/usr/bin/env bash
# A real Jekyll builds the sample's records without a word of complaint.
source "$(dirname "$0")/lib.sh"
command -v jekyll >/dev/null || { echo "jekyll is not installed: skipped"; exit 0; }
broadsheet demo --dir "$work/gazette" --no-serve > /dev/null
mkdir "$work/jekyll"
cp -r "$work/gazette/_news" "$work/gazette/_data" "$work/jekyll/"
mkdir -p "$work/jekyll/_layouts"
cat > "$work/jekyll/_config.yml" <<'YML'
title: The sample, by Jekyll
collections:
  news:
    output: true
    permalink: /:collection/:path/
defaults:
  - scope: { path: "", type: news }
    values: { layout: article }
YML
cat > "$work/jekyll/_layouts/article.html" <<'HTML'
<!doctype html><title>{{ page.title | escape }}</title>
<h1>{{ page.title | escape }}</h1><p>{{ page.excerpt | escape }}</p>
<p>{{ page.provider.name | escape }} {{ page.publishedDateTime }} {{ page.heat }}</p>
{% for topic in page.topics %}<i>{{ topic | escape }}</i>{% endfor %}
{% for item in page.related %}<a href="{{ item.webUrl | escape }}">{{ item.title | escape }}</a>{% endfor %}
HTML
cat > "$work/jekyll/index.html" <<'HTML'
---
---
{% for item in site.news %}{% if item.published %}<a href="{{ item.url }}">{{ item.title | escape }}</a>{% endif %}{% endfor %}
HTML
jekyll build --source "$work/jekyll" --destination "$work/built" > "$work/jekyll.log" 2>&1 || { cat "$work/jekyll.log"; fail "jekyll failed"; }
grep -iE 'warn|error|conflict' "$work/jekyll.log" && fail "jekyll complained"
built=$(find "$work/built/news" -name index.html | wc -l)
published=$(grep -l '^published: true' "$work"/gazette/_news/*.md | wc -l)
[ "$built" -ge "$published" ] || fail "jekyll built $built of $published published records"
