using System.Collections.Frozen;

namespace Broadsheet.Feeds;

/// <summary>Takes out of an address what only tells where a reader came from.</summary>
public static class TrackingParameters
{
    private static readonly string[] Prefixes = ["utm_", "mtm_", "pk_", "hsa_", "stm_", "vero_", "at_campaign", "at_medium", "at_custom"];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = """
        fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid li_fat_id yclid ysclid igshid igsh mc_cid mc_eid mkt_tok _hsenc _hsmi
        hsctatracking __hssc __hstc __hsfp wt_mc wt.mc_id oly_anon_id oly_enc_id rb_clickid s_cid spm ns_mchannel ns_source ns_campaign
        ns_linkname ns_fee cmpid cmp icid ncid ocid ftag xtor at_xtor traffic_source feature_source ref_src ref_url soc_src soc_trk guccounter
        guce_referrer guce_referrer_sig echobox partner_source smid smtyp sr_share fb_action_ids fb_action_types fb_source fb_ref cvid itm_source
        itm_medium itm_campaign itm_content trk trkcampaign campaign_id campaign_source campaign_medium sc_cid srsltid epik _ga _gl mibextid
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The address without its tracking parameters; everything else stays as it was written, in its order.</summary>
    /// <param name="address">An absolute or relative address.</param>
    public static string Remove(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var question = address.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
            return WithoutTrackingFragment(address);
        var hash = address.IndexOf('#', question);
        var end = hash < 0 ? address.Length : hash;
        var query = address.AsSpan(question + 1, end - question - 1);
        if (!AnyTracking(query, address))
            return WithoutTrackingFragment(address);
        var kept = new List<string>();
        foreach (var range in query.Split('&'))
        {
            if (!IsTracking(query[range], address))
                kept.Add(query[range].ToString());
        }

        var rest = WithoutTrackingFragment(address[end..]);
        return kept.Count == 0 ? address[..question] + rest : $"{address[..(question + 1)]}{string.Join('&', kept)}{rest}";
    }

    /// <summary>Whether a parameter of that name only tells where a reader came from.</summary>
    public static bool IsTracking(ReadOnlySpan<char> name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return Names.Contains(name);
    }

    private static bool AnyTracking(ReadOnlySpan<char> query, string address)
    {
        foreach (var range in query.Split('&'))
        {
            if (IsTracking(query[range], address))
                return true;
        }

        return false;
    }

    private static bool IsTracking(ReadOnlySpan<char> parameter, string address)
    {
        // "&amp;" that was escaped once too often.
        if (parameter.StartsWith("amp;"))
            parameter = parameter[4..];
        var equals = parameter.IndexOf('=');
        var name = equals < 0 ? parameter : parameter[..equals];
        if (IsTracking(name))
            return true;
        // "ref" means many things, but "ref=rss" and the site's own name mean only this.
        return name.Equals("ref", StringComparison.OrdinalIgnoreCase) && equals >= 0
            && (parameter[(equals + 1)..] is "rss" or "feed" || IsHostOf(parameter[(equals + 1)..], address));
    }

    private static bool IsHostOf(ReadOnlySpan<char> value, string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        if (start < 0 || value.IsEmpty)
            return false;
        var host = address.AsSpan(start + 3);
        var end = host.IndexOfAny("/?#:");
        host = end < 0 ? host : host[..end];
        return host.Equals(value, StringComparison.OrdinalIgnoreCase)
            || (host.StartsWith("www.") && host[4..].Equals(value, StringComparison.OrdinalIgnoreCase));
    }

    private static string WithoutTrackingFragment(string address)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0)
            return address;
        var fragment = address.AsSpan(hash + 1);
        return fragment.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || fragment.StartsWith("xtor=", StringComparison.OrdinalIgnoreCase)
            || fragment.StartsWith("ref=rss", StringComparison.OrdinalIgnoreCase) ? address[..hash] : address;
    }
}
