using System.Diagnostics;
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

        var clock = Stopwatch.StartNew();
        var files = website.Plan(edition).Concat(syndication.Plan(edition)).ToList();
        var planned = clock.Elapsed;
        clock.Restart();
        var bytes = files.Sum(file => (long)file.Render().Length);

        TestContext.Current.SendDiagnosticMessage($"{count} stories: {files.Count} files planned in {planned.TotalMilliseconds:0} ms, rendered in {clock.Elapsed.TotalSeconds:0.0} s, {bytes / 1e6:0} MB");
    }
}
