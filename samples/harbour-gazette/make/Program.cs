using HarbourGazette.Make;

// Run from anywhere: the sample is the folder that holds this project, unless another is named.
var sample = args is [var named, ..] ? Path.GetFullPath(named) : SampleFolder.Find();
var web = new Web(Path.Combine(sample, "web"));

var recording = Path.Combine(sample, "web.warc.gz");
var responses = web.Responses().OrderBy(response => response.Url, StringComparer.Ordinal).ToList();
Warc.Write(recording, responses);
File.WriteAllText(Path.Combine(sample, "stories.tsv"), web.StoriesTable());

Console.WriteLine($"{web.Outlets.Count} outlets, {web.Articles.Count} articles, {web.Articles.Select(article => article.Story).Distinct().Count()} stories.");
Console.WriteLine($"{responses.Count} responses in {recording}, {new FileInfo(recording).Length / 1024:N0} KiB.");

foreach (var large in responses.Where(response => response.ContentType.StartsWith("image/", StringComparison.Ordinal) && response.Body.Length > 60 * 1024))
    Console.WriteLine($"A large picture: {large.Url}, {large.Body.Length / 1024} KiB.");
