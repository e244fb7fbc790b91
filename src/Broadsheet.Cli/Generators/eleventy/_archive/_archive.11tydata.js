// The file's name with its day: filePathStem leaves the day out, and two articles of one name would share a page.
module.exports = { layout: "news.njk", permalink: data => data.published ? `/news/${data.page.inputPath.split("/").pop().replace(/\.md$/, "")}/index.html` : false };
