using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.QualityVerbs;

/// <summary><c>broadsheet quality</c>: learning what editors want.</summary>
internal static class QualityCommand
{
    private const int MostListed = 10;

    public static Command Create() => new Command("quality", "Learn the weights of quality's signals from what editors published and hid.")
    {
        Fit(),
    }.WithExamples(
        ("broadsheet quality fit", "weights that come nearer to your decisions, and what they would change"));

    private static Command Fit()
    {
        var directory = SiteArguments.Directory();
        var settings = SiteArguments.Settings();
        var now = SiteArguments.Now();
        var json = SiteArguments.Json();
        var command = new Command("fit", "Suggest weights from the decisions to publish, unpublish and hide, and show what they would change. Changes nothing.") { directory, settings, now, json };
        command.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            return SiteArguments.InNewsroom(parsed.GetRequiredValue(directory), parsed.GetValue(settings), streams, (newsroom, _) =>
            {
                var fit = newsroom.FitQuality(parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow());
                if (parsed.GetValue(json))
                    streams.Output.WriteLine(JsonSerializer.Serialize(fit, MachineJson.Default.QualityFit));
                else
                    Show(fit, newsroom.Settings.Ranking.PublishAt, streams.Output);
                return ExitCode.Done;
            });
        });
        return command.WithExamples(
            ("broadsheet quality fit harbour", "copy what you like into broadsheet.yml"),
            ("broadsheet quality fit harbour --json", "for a script"));
    }

    private static void Show(QualityFit fit, int publishAt, TextWriter output)
    {
        var all = fit.Shown + fit.Withheld;
        Line(output, $"Editors published {Counted.Of(fit.Shown, "article")} and hid {fit.Withheld}; by the weights in force quality agrees with {fit.AgreedNow} of {all}.");
        if (fit.Weights.Count == 0)
        {
            Line(output, $"At least 3 of each are needed to learn from.");
            return;
        }

        Line(output, $"By the suggested weights it would agree with {fit.AgreedThen} of {fit.DecidedThen}; with {fit.AgreedUnseen} when each is judged by what the others teach.");
        foreach (var weight in fit.Weights)
            Line(output, $"  {weight.Setting}: {weight.Now}{(weight.Suggested == weight.Now ? "" : string.Create(CultureInfo.InvariantCulture, $" → {weight.Suggested}"))}");
        Line(output, $"In the archive {Counted.Of(fit.Crossing.Count(change => change.Then >= publishAt), "article")} would reach {publishAt} that do not now, {fit.Crossing.Count(change => change.Then < publishAt)} no longer would.");
        foreach (var change in fit.Crossing.Take(MostListed))
            Line(output, $"  {change.Now} → {change.Then}  {change.Title}");
        if (fit.Crossing.Count > MostListed)
            Line(output, $"  and {fit.Crossing.Count - MostListed} more; --json lists all.");
        Line(output, $"Nothing was changed. Set what you like in broadsheet.yml, and print with 'broadsheet publish'.");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
