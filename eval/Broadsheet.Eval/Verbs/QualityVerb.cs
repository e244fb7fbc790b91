using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Quality;
using Broadsheet.Ranking;

namespace Broadsheet.Eval.Verbs;

/// <summary>Scores records from their own facts, next to the score they state.</summary>
internal static class QualityVerb
{
    public static Command Create()
    {
        var site = new OldSiteOptions();
        var command = new Command("quality", "Recomputes quality and publish decision of an old site's records.");
        site.AddTo(command);
        command.SetAction(parsed => site.Open(parsed) is { } opened ? Run(opened, site.Writer(parsed)) : 1);
        return command;
    }

    private static int Run(OldSite site, TextWriter output)
    {
        var scorer = new QualityScorer(site.Topics, site.Folder.Settings.Section<QualityOptions>("quality"));
        var publishAt = site.Folder.Settings.Section<RankingOptions>("ranking").PublishAt;
        var (equal, decided, total) = (0, 0, 0);
        using (output)
        {
            foreach (var (path, record) in site.Records)
            {
                var quality = scorer.Score(site.Adoption.Adopt(path, record)).Value;
                var published = quality >= publishAt && record.Heat >= 0;
                output.WriteLine(JsonSerializer.Serialize(new { path, quality, expected = record.Quality, published, expectedPublished = record.IsPublished }));
                total++;
                equal += quality == record.Quality ? 1 : 0;
                decided += published == record.IsPublished ? 1 : 0;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"quality equal {equal} of {total}, publish decision equal {decided} of {total}"));
        return 0;
    }
}
