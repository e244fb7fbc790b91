using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Broadsheet.Extraction;

/// <summary>
/// Knows publishers: those the operator lists, and the names and logos learnt from their pages. Asked while articles are made,
/// and told afterwards, in the order of the articles.
/// </summary>
public sealed partial class ProviderDirectory
{
    private static readonly FrozenSet<string> NoNames = FrozenSet.ToFrozenSet(
        ["home", "homepage", "home page", "facebook", "twitter", "wordpress", "blog", "news", "rss", "feed", "rss feed", "website", "site", "untitled", "default", "null", "undefined", "latest news", "top stories"],
        StringComparer.Ordinal);

    private readonly Dictionary<string, Organization> _organizations;
    private readonly Dictionary<string, Learning> _learnt = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _registrableDomain;

    /// <summary>Opens the directory.</summary>
    /// <param name="organizations">The publishers the operator lists.</param>
    /// <param name="registrableDomain">Registrable domain of a host by the public-suffix list; null when it has none.</param>
    /// <param name="learnt">What an earlier run knew.</param>
    public ProviderDirectory(IEnumerable<Organization> organizations, Func<string, string?> registrableDomain, IEnumerable<LearntProvider>? learnt = null)
    {
        _organizations = new(StringComparer.Ordinal);
        foreach (var organization in organizations)
            _organizations.TryAdd(organization.Domain.ToLowerInvariant(), organization);
        _registrableDomain = registrableDomain;
        foreach (var provider in learnt ?? [])
        {
            var learning = LearningOf(provider.Domain);
            learning.Names[provider.Name] = provider.Articles;
            learning.Logos = provider.Logos;
        }
    }

    /// <summary>What to remember, in a stable order.</summary>
    public IReadOnlyList<LearntProvider> Learnt =>
    [
        .. _learnt.SelectMany(pair => pair.Value.Names.Select(name => new LearntProvider(pair.Key, name.Key, name.Value, pair.Value.Logos)))
            .OrderBy(provider => provider.Domain, StringComparer.Ordinal)
            .ThenBy(provider => provider.Name, StringComparer.Ordinal),
    ];

    /// <summary>The domain a host's articles are credited to: its registrable domain, or the host where that is an organization of its own.</summary>
    public string DomainOf(string host)
    {
        for (var name = WithoutWww(host); name.Contains('.', StringComparison.Ordinal); name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_organizations.ContainsKey(name))
                return name;
            if (string.Equals(name, _registrableDomain(host), StringComparison.Ordinal))
                break;
        }
        return _registrableDomain(host) ?? WithoutWww(host);
    }

    /// <summary>The provider at a domain.</summary>
    /// <param name="domain">Its domain, as <see cref="DomainOf"/> gives it.</param>
    /// <param name="names">What it might be called, the best first.</param>
    public Provider At(string domain, IEnumerable<string?> names) => Find(domain, names.Select(name => new Chosen<string?>(name, "stated"))).Value;

    /// <summary>Takes note of a name that pages or feeds give a provider.</summary>
    public void Learn(string domain, string name)
    {
        // The domain as a name is what one is called for want of a name.
        if (name == domain || CleanName(name) is not { } clean)
            return;
        var names = LearningOf(domain).Names;
        names[clean] = names.GetValueOrDefault(clean) + 1;
    }

    /// <summary>Takes note of a provider's logos, smallest first.</summary>
    public void LearnLogos(string domain, IReadOnlyList<Picture> logos) => LearningOf(domain).Logos = logos;

    /// <summary>The provider and where its name comes from.</summary>
    internal Chosen<Provider> Find(string domain, IEnumerable<Chosen<string?>> names)
    {
        var learning = _learnt.GetValueOrDefault(domain);
        if (_organizations.TryGetValue(domain, out var listed))
            return new(new() { Name = listed.Name, Domain = domain, Images = listed.Images.Count > 0 ? listed.Images : learning?.Logos ?? [], IsListed = true }, "organization");

        var (name, from) = (domain, "domain");
        // One article's page may call the site by its section; what most of its articles say stays.
        if (learning is { Names.Count: > 0 })
        {
            (name, from) = (learning.MostFrequent, "learnt");
        }
        else
        {
            foreach (var candidate in names)
            {
                if (CleanName(candidate.Value) is not { } clean)
                    continue;
                (name, from) = (clean, candidate.From);
                break;
            }
        }
        return new(new() { Name = name, Domain = domain, Images = learning?.Logos ?? [] }, from);
    }

    /// <summary>A name without its slogan; null when it is none.</summary>
    internal static string? CleanName(string? stated)
    {
        var name = PlainText.Tidy(stated);
        foreach (var separator in new[] { " | ", " - ", " – ", " — ", " :: ", " » ", ": " })
        {
            if (name.IndexOf(separator, StringComparison.Ordinal) is > 1 and var at)
                name = name[..at];
        }
        name = FeedWords().Replace(name, "").Trim();
        return name.Length is 0 or > 60 || (name.Length > 24 && PlainText.IsUnspacedScript(name)) || name.Count(c => c == ' ') > 6 || name[0] == '@' || name.Contains("://", StringComparison.Ordinal) || NoNames.Contains(PlainText.Fold(name))
            ? null
            : name;
    }

    private Learning LearningOf(string domain)
    {
        if (!_learnt.TryGetValue(domain, out var learning))
            _learnt[domain] = learning = new();
        return learning;
    }

    private static string WithoutWww(string host) => host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;

    [GeneratedRegex(@"\s*(?:\(?RSS(?:\s*feed)?\)?|\bfeed)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex FeedWords();

    private sealed class Learning
    {
        public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

        public IReadOnlyList<Picture> Logos { get; set; } = [];

        public string MostFrequent => Names.OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key;
    }
}

/// <summary>A name a provider goes by, and its logos.</summary>
/// <param name="Domain">The provider's domain.</param>
/// <param name="Name">The name.</param>
/// <param name="Articles">How many articles gave it.</param>
/// <param name="Logos">Logos we keep, smallest first.</param>
public sealed record LearntProvider(string Domain, string Name, int Articles, IReadOnlyList<Picture> Logos);
