using System.Text.Json;
using System.Text.Json.Serialization;
using Broadsheet.Publishing.Records;
using Broadsheet.Publishing.Website;

namespace Broadsheet.Publishing;

/// <summary>Sums up all that a site is printed by beside its stories: settings, theme, topics, publishers, sources, key, and this program itself.</summary>
internal static partial class PressRules
{
    public static string PrintOf(PressSettings settings, Theme theme, Edition edition, Func<Story, Article, string>? seal)
    {
        var print = new Fingerprint().Add(SiteManifest.Build).Add(JsonSerializer.SerializeToUtf8Bytes(settings, SettingsJson.Default.PressSettings)).Add(theme.Print);
        Add(print, edition.Masthead);
        foreach (var topic in edition.Topics)
            Add(print, topic);
        foreach (var organization in edition.Organizations)
            print.Add(organization.Domain).Add(organization.Name).Add(organization.Country).Add(organization.Description);
        foreach (var source in edition.Sources)
            print.Add(source.Url).Add(source.Title).Add(source.SiteUrl).Add((long)source.Kind).Add(source.Category).Add(source.ProviderDomain).Add(source.IsPaused ? 1 : 0);
        // Once a month records move; all are looked at then.
        return print.Add(RecordArchive.Of(settings.Records, edition).Until?.DayNumber ?? 0).Add(SealOfNothing(seal)).ToString();
    }

    /// <summary>The key itself stays where it is, but it shows in what it seals.</summary>
    public static string? SealOfNothing(Func<Story, Article, string>? seal)
    {
        var nothing = new Article
        {
            Id = "", Path = "", Title = "", Published = default, FirstSeen = default, OriginalUrl = "", CanonicalUrl = "",
            Provider = new Provider { Name = "", Domain = "" },
        };
        return seal?.Invoke(new Story { Id = "", Articles = [nothing] }, nothing);
    }

    private static void Add(Fingerprint print, Masthead masthead) => print
        .Add(masthead.Title).Add(masthead.Url).Add(masthead.BaseUrl).Add(masthead.WebUrl).Add(masthead.Description)
        .Add(masthead.Locale).Add(masthead.TimeZone).Add(masthead.Contact);

    private static void Add(Fingerprint print, Topic topic)
    {
        print.Add(topic.Id).Add(topic.Name).Add(topic.ShortName).Add(topic.Parent)
            .Add(topic.Highlight?.Text).Add(topic.Highlight?.TextColor).Add(topic.Highlight?.BackgroundColor)
            .Add(topic.Keywords.Count).Add(topic.Hashtags.Count).Add(topic.Services.Count);
        foreach (var keyword in topic.Keywords)
            print.Add(keyword);
        foreach (var hashtag in topic.Hashtags)
            print.Add(hashtag);
        foreach (var service in topic.Services)
            print.Add(service.Key).Add(service.Value);
    }

    [JsonSerializable(typeof(PressSettings))]
    private sealed partial class SettingsJson : JsonSerializerContext;
}
