using Broadsheet.Publishing.Syndication;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class WebsiteAtScale
{
    /// <summary>Not a check: prints what planning and rendering a large site costs.</summary>
    [Theory(Explicit = true)]
    [InlineData(14_000)]
    [InlineData(100_000)]
    public void Measure(int count)
    {
        var stories = Enumerable.Range(0, count).Select(number => Some.Story(Some.Article(
            id: $"a{number:x16}",
            title: $"Harbour report number {number} on the ferry and the tide",
            url: $"https://outlet{number % 200}.example/{number}",
            published: Some.Moment.AddMinutes(-37 * number),
            provider: Some.Provider($"Outlet {number % 200}", $"outlet{number % 200}.example")))).ToArray();
        var edition = Some.Edition(stories);
        var website = new WebsitePublisher(new WebsiteOptions(), Theme.Load());
        var syndication = new SyndicationPublisher(new SyndicationOptions());
        _ = website.Plan(Some.Edition()).Select(file => file.Render()).ToList();

        var start = Environment.CpuUsage.TotalTime;
        var files = website.Plan(edition).Concat(syndication.Plan(edition)).ToList();
        var planned = Environment.CpuUsage.TotalTime;
        files = [.. website.Plan(edition), .. syndication.Plan(edition)];
        var again = Environment.CpuUsage.TotalTime;
        var bytes = files.Take(20_000).Sum(file => (long)file.Render().Length);
        var rendered = Environment.CpuUsage.TotalTime;

        TestContext.Current.SendDiagnosticMessage(
            $"{count} stories, CPU time: {files.Count} files planned in {(planned - start).TotalMilliseconds:0} ms, again in {(again - planned).TotalMilliseconds:0} ms; the first {Math.Min(files.Count, 20_000)} rendered in {(rendered - again).TotalSeconds:0.0} s, {bytes / 1e6:0} MB");
    }
}
