// Eleventy reads the records as they are. Build with: npx @11ty/eleventy --config=eleventy.config.js
module.exports = config => {
  config.setUseGitIgnore(false);
  // What Broadsheet makes for itself.
  for (const folder of ["public", ".broadsheet", "api", "theme", "node_modules"]) config.ignores.add(folder + "/**");
  config.addFilter("iso", date => new Date(date).toISOString());
  config.addCollection("news", all => all.getFilteredByGlob(["_news/*.md", "_archive/news/*.md"])
    .filter(item => item.data.published)
    .sort((a, b) => new Date(b.data.publishedDateTime) - new Date(a.data.publishedDateTime)));
  return { dir: { input: ".", output: "_site", includes: "_includes", data: "_eleventy" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk", templateFormats: ["md", "njk"] };
};
