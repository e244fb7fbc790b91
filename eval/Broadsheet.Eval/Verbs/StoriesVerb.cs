using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Clustering;
using Broadsheet.Embeddings;

namespace Broadsheet.Eval.Verbs;

/// <summary>Places a labelled stream's articles one by one and writes which story each ended in.</summary>
internal static class StoriesVerb
{
    private static readonly Option<FileInfo> Input = new("--input") { Required = true, Description = "The stream, one JSON object a line, in time order." };
    private static readonly Option<FileInfo> Out = new("--out") { Required = true, Description = "Where to write {id, story} lines, the final stories." };
    private static readonly Option<FileInfo?> Arrival = new("--arrival") { Description = "Where to write the stories as they were when each article arrived." };
    private static readonly Option<string> Fields = new("--fields") { DefaultValueFactory = _ => "text", Description = "What may be read: title, excerpt (and title) or text (and both)." };
    private static readonly Option<string[]> Set = new("--set") { AllowMultipleArgumentsPerToken = true, Description = "Clustering settings, Name=value." };
    private static readonly Option<string?> Method = new("--method") { Description = "A baseline instead of our own: equal-titles, near-duplicates, single-link, nearest-centroid or average-link." };
    private static readonly Option<double> Threshold = new("--threshold") { Description = "From which likeness the baseline joins." };

    private static readonly Option<FileInfo?> Model = new("--model") { Description = "A sentence model in ONNX for a second opinion where words leave it open." };
    private static readonly Option<FileInfo?> Vocabulary = new("--vocabulary") { Description = "The model's vocab.txt." };

    public static Command Create()
    {
        var command = new Command("stories", "Groups a stream of articles into stories.") { Input, Out, Arrival, Fields, Set, Method, Threshold, Model, Vocabulary };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var articles = File.ReadLines(given.GetValue(Input)!.FullName)
            .Where(line => line.Length > 0).Select(line => ReadArticle(line, given.GetValue(Fields)!)).ToList();
        if (given.GetValue(Method) is { } method)
        {
            var found = new StoryBaselines(articles, given.GetValue(Threshold)).Run(method);
            Write(given.GetValue(Out)!, articles, found.Select(story => story.ToString(CultureInfo.InvariantCulture)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles.Count} articles, {found.Distinct().Count()} stories by {method}"));
            return 0;
        }

        var options = OptionsFrom(given.GetValue(Set) ?? []);
        using var meanings = given.GetValue(Model) is { } model && given.GetValue(Vocabulary) is { } vocabulary
            ? new StoryMeanings(articles, OnnxSentenceModel.Open(new SentenceModelFiles(model.FullName, vocabulary.FullName, options.Embeddings.LowerCase, options.Embeddings.MostTokens)))
            : null;
        var clusterer = new StoryClusterer(options, meanings is null ? null : meanings.Between);
        var placed = new List<string>(articles.Count);
        var final = new StoriesFollowed();
        var watch = Stopwatch.StartNew();
        foreach (var article in articles)
        {
            placed.Add(clusterer.Place(article).StoryId);
            final.Add(article.Id, placed[^1]);
            final.Follow(clusterer.TakeChanges());
        }

        watch.Stop();
        Write(given.GetValue(Out)!, articles, articles.Select(article => final.StoryOf(article.Id)));
        if (given.GetValue(Arrival) is { } arrival)
            Write(arrival, articles, placed);
        if (meanings is not null)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{meanings.Asked} second opinions, {meanings.Read} articles read in {meanings.Reading.TotalSeconds:0.0} s"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{articles.Count} articles, {final.Count} stories, {articles.Count / watch.Elapsed.TotalSeconds:0} articles/s, {final.Splits} splits, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        return 0;
    }

    private static ClusteringOptions OptionsFrom(string[] settings)
    {
        var options = new ClusteringOptions();
        foreach (var setting in settings)
        {
            var (name, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            object target = name.StartsWith("Embeddings.", StringComparison.Ordinal) ? options.Embeddings : options;
            var property = target.GetType().GetProperty(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]) ?? throw new ArgumentException($"There is no clustering setting '{name}'.");
            property.SetValue(target, TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(value));
        }

        return options;
    }

    private static Article ReadArticle(string line, string fields)
    {
        using var json = JsonDocument.Parse(line);
        var host = Text(json, "host") is { Length: > 0 } stated ? stated : Text(json, "publisher");
        var time = DateTimeOffset.Parse(Text(json, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var id = Text(json, "id");
        return new Article
        {
            Id = "a" + id,
            Path = id,
            Title = Text(json, "title"),
            Excerpt = fields == "title" ? "" : Text(json, "excerpt"),
            Text = fields == "text" ? Text(json, "text") : null,
            Published = time,
            FirstSeen = time,
            OriginalUrl = id,
            CanonicalUrl = id,
            Provider = new Provider { Name = Text(json, "publisher"), Domain = host },
            Language = Text(json, "lang"),
        };
    }

    private static string Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static void Write(FileInfo file, List<Article> articles, IEnumerable<string> stories)
    {
        using var writer = new StreamWriter(file.FullName) { NewLine = "\n" };
        foreach (var (article, story) in articles.Zip(stories))
            writer.WriteLine($"{{\"id\":{JsonSerializer.Serialize(article.Id[1..])},\"story\":\"{story}\"}}");
    }
}
