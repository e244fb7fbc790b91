module.exports = { layout: "news.njk", permalink: data => data.published ? `/news/${data.page.filePathStem.split("/").pop()}/index.html` : false };
