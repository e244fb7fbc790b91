using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Broadsheet.Classification;

namespace Broadsheet.Eval.Verbs;

/// <summary>Classifies records from their own facts, next to the topics they state.</summary>
internal static class TopicsVerb
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var site = new OldSiteOptions();
        var command = new Command("topics", "Recomputes the topics of an old site's records.");
        site.AddTo(command);
        command.SetAction(parsed => site.Open(parsed) is { } opened ? Run(opened, site.Writer(parsed)) : 1);
        return command;
    }

    private static int Run(OldSite site, TextWriter output)
    {
        var classifier = new TopicClassifier(site.Topics, site.Folder.Settings.Section<ClassificationOptions>("classification"));
        var (right, given, stated, ordered) = (0, 0, 0, 0);
        using (output)
        {
            foreach (var (path, record) in site.Records)
            {
                var decision = classifier.Classify(site.Adoption.Adopt(path, record) with { Topics = [] });
                List<string> topics = [.. decision.Topics.Select(match => match.Topic)];
                output.WriteLine(JsonSerializer.Serialize(new { path, topics, expected = record.Topics }, Plain));
                right += topics.Intersect(record.Topics, StringComparer.Ordinal).Count();
                given += topics.Count;
                stated += record.Topics.Count;
                ordered += topics.SequenceEqual(record.Topics) ? 1 : 0;
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"precision {(double)right / given:0.0000}, recall {(double)right / stated:0.0000}, all topics equal for {ordered} of {site.Records.Count}"));
        return 0;
    }
}
