using System.Globalization;
using System.Text;

namespace Broadsheet.Publishing.Website;

/// <summary>Style sheet, scripts and icon of the site, as files and as the addresses pages name them by.</summary>
internal sealed class SiteAssets
{
    /// <summary>Where the theme's files are, below the site.</summary>
    public const string Folder = "assets/theme/";

    // Put together in this order, so that a site may override the tokens alone, or only add rules.
    private static readonly string[] StyleParts = ["tokens.css", "style.css", "extra.css"];

    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly SiteAddresses addresses;

    public SiteAssets(Theme theme, Edition edition, SiteAddresses addresses)
    {
        this.addresses = addresses;
        foreach (var name in theme.AssetNames.Where(name => !StyleParts.Contains(name)))
            files[name] = theme.Asset(name);
        var style = string.Concat(StyleParts.Where(theme.AssetNames.Contains).Select(part => Encoding.UTF8.GetString(theme.Asset(part)))) + BadgeStyles(edition.Topics);
        files["style.css"] = Encoding.UTF8.GetBytes(style);
        var print = new Fingerprint().Add(theme.Print).Add(files["style.css"].AsSpan());
        Print = print.Sum();
    }

    /// <summary>Changes whenever the theme or a badge does.</summary>
    public Checksum Print { get; }

    /// <summary>The address of an asset, with a part that changes with its content, so that browsers may keep it for ever.</summary>
    public string Versioned(string name)
    {
        var version = files.TryGetValue(name, out var content) ? new Fingerprint().Add(content.AsSpan()).ToString()[..10] : "none";
        return addresses.Local(Folder + name) + "?v=" + version;
    }

    public IEnumerable<PlannedFile> Plan() => files.Select(file => new PlannedFile(
        SiteAddresses.File(Folder + file.Key),
        new Fingerprint().Add(file.Value.AsSpan()).ToString(),
        () => file.Value));

    /// <summary>Badges get their colours from classes: the content policy allows no style in pages.</summary>
    private static string BadgeStyles(IReadOnlyList<Topic> topics)
    {
        var styles = new StringBuilder();
        foreach (var topic in topics)
        {
            if (topic.Highlight is not { } highlight || BadgeColors.Of(highlight) is not { } colors)
                continue;
            styles.Append(CultureInfo.InvariantCulture, $".badge-{PathSegment.Of(topic.Id).Replace(".", "\\.", StringComparison.Ordinal)}{{color:{colors.Text};background:{colors.Background}}}\n");
        }

        return styles.ToString();
    }
}
