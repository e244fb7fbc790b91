#:package SmartReader@0.11.1
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property TreatWarningsAsErrors=false
#:property GenerateDocumentationFile=false
#:property RestorePackagesWithLockFile=false

// Reads pages with SmartReader in one thread and prints its speed. usage: dotnet run dotnet-peer.cs FOLDER OUT.jsonl
// The folder holds index.tsv (id, address, file) and the pages as UTF-8.
using System.Globalization;
using System.Text.Json;

var folder = args[0];
using var answers = new StreamWriter(args[1]) { NewLine = "\n" };
var (pages, failed) = (0, 0);
var (spent, slowest) = (TimeSpan.Zero, TimeSpan.Zero);
foreach (var line in File.ReadLines(Path.Combine(folder, "index.tsv")))
{
    var parts = line.Split('\t');
    var html = File.ReadAllText(Path.Combine(folder, parts[2]));
    var before = Environment.CpuUsage.TotalTime;
    SmartReader.Article? article = null;
    try
    {
        // The overload with two strings would go to the network: the text must be named.
        article = SmartReader.Reader.ParseArticle(parts[1], text: html);
    }
    catch (Exception)
    {
        failed++;
    }

    var took = Environment.CpuUsage.TotalTime - before;
    spent += took;
    slowest = took > slowest ? took : slowest;
    pages++;
    answers.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = parts[0],
        ["title"] = article?.Title,
        ["published"] = article?.PublicationDate?.ToString("O", CultureInfo.InvariantCulture),
        ["authors"] = article?.Author is { Length: > 0 } author ? new[] { author } : [],
        ["leadImage"] = article?.FeaturedImage,
        ["publisher"] = article?.SiteName,
        ["language"] = article?.Language,
        ["excerpt"] = article?.Excerpt,
    }));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| smartreader | {pages / spent.TotalSeconds:0} | {slowest.TotalMilliseconds:0} | | {failed} |"));
