using System.Collections.Frozen;

namespace Broadsheet;

/// <summary>Knows the parameters that serve to watch readers and never choose the page.</summary>
internal static class TrackingQuery
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "igsh", "yclid", "ysclid", "mkt_tok", "mc_cid", "mc_eid",
            "_hsenc", "_hsmi", "__hssc", "__hstc", "hsctatracking", "oly_anon_id", "oly_enc_id", "vero_id", "vero_conv", "wickedid", "s_cid", "s_kwcid",
            "ncid", "cmpid", "ito", "ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "at_medium", "at_campaign", "at_custom1", "at_custom2",
            "at_custom3", "at_custom4", "wt.mc_id", "wt.mc", "wt_mc", "xtor", "spm", "_openstat", "ftag", "smid", "smtyp", "trk", "guccounter",
            "guce_referrer", "guce_referrer_sig", "feature", "rss", "_ga", "_gl", "srsltid",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Families = ["utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "stm_"];

    /// <summary>The query without them; the others as they stood.</summary>
    public static string Remove(string query)
    {
        if (query.Length == 0)
            return query;
        var parts = query.Split('&');
        var kept = parts.Where(part => !IsTracking(part)).ToArray();
        return kept.Length == parts.Length ? query : string.Join('&', kept);
    }

    private static bool IsTracking(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? part : part[..equals];
        // "rss" and "feature" choose pages elsewhere when they carry a value of their own.
        if (name is "rss")
            return equals < 0 || part is "rss=" or "rss=1";
        if (name is "feature")
            return part is "feature=youtu.be" or "feature=share";
        return Names.Contains(name) || Families.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase));
    }
}
