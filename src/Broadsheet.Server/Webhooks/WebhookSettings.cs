using Broadsheet.Site;

namespace Broadsheet.Server.Webhooks;

/// <summary>Whom to tell what, and the secrets to sign with: read from the site, and checked.</summary>
public sealed record WebhookSettings
{
    /// <summary>The settings.</summary>
    public required WebhookOptions Options { get; init; }

    /// <summary>The secrets; the first is the one in use, others are about to go or to come.</summary>
    public required IReadOnlyList<byte[]> Secrets { get; init; }

    /// <summary>Whether there is a secret to sign with; endpoints may be added at the desk then.</summary>
    public bool CanSign => Secrets.Count > 0;

    /// <summary>Reads the section <c>webhooks</c>; complaints go to the site's problems.</summary>
    public static WebhookSettings Read(SiteFolder site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var options = site.Settings.Section<WebhookOptions>("webhooks");
        foreach (var endpoint in options.Endpoints.Where(endpoint => !Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")))
            Complain(site, "webhooks.endpoints", $"'{endpoint}' is not an address of the web.", "Write it like https://example.org/hook.");
        foreach (var kind in options.Events.Where(kind => !WebhookEvent.Kinds.Contains(kind)))
            Complain(site, "webhooks.events", $"There is no event '{kind}'.", $"Write one or more of: {string.Join(", ", WebhookEvent.Kinds)}.");
        return new WebhookSettings { Options = options, Secrets = SecretsOf(site, options) };
    }

    private static List<byte[]> SecretsOf(SiteFolder site, WebhookOptions options)
    {
        const string remedy = "Make one with 'openssl rand -base64 32', put 'whsec_' in front, and give it to the receivers, too.";
        var text = site.Environment.GetValueOrDefault(options.SecretVariable, "");
        if (text.Length == 0 && options.SecretFile is { } file)
        {
            try
            {
                text = File.ReadAllText(Path.Combine(site.Root, file));
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                if (!options.IsOn)
                    return [];
                Complain(site, "webhooks.secretFile", $"'{file}' cannot be read: {trouble.Message}", remedy);
                return [];
            }
        }

        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var secrets = words.Select(Signature.Secret).OfType<byte[]>().ToList();
        // Without an endpoint in the settings nothing is missing.
        if (words.Length == 0 && options.IsOn)
            Complain(site, "webhooks", $"There is no secret to sign with, neither in {options.SecretVariable} nor in webhooks.secretFile.", remedy);
        else if (secrets.Count < words.Length)
            Complain(site, "webhooks", "A secret is shorter than 24 bytes, or what follows 'whsec_' is not base64.", remedy);
        return secrets;
    }

    private static void Complain(SiteFolder site, string setting, string what, string remedy) => site.Problems.Error(SiteFolder.SettingsName, 0, setting, what, remedy);
}
