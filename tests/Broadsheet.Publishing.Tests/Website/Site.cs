using System.Text;
using Broadsheet.Publishing.Syndication;
using Broadsheet.Publishing.Website;

namespace Broadsheet.Publishing.Tests.Website;

/// <summary>A whole site in memory.</summary>
internal static class Site
{
    public static Dictionary<string, PlannedFile> Plan(Edition edition, WebsiteOptions? options = null, Theme? theme = null) =>
        new WebsitePublisher(options ?? new WebsiteOptions(), theme ?? Theme.Load())
            .Plan(edition)
            .Concat(new SyndicationPublisher(new SyndicationOptions()).Plan(edition))
            .ToDictionary(file => file.Path, StringComparer.Ordinal);

    public static string Text(this PlannedFile file) => Encoding.UTF8.GetString(file.Render().Span);

    public static string Page(Edition edition, string path, WebsiteOptions? options = null, Theme? theme = null) => Plan(edition, options, theme)["public/" + path].Text();
}
