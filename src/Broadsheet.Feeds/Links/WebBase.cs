using System.Buffers;
using System.Text;

namespace Broadsheet.Feeds.Links;

/// <summary>A base address, taken apart. All links of a document have one, so that each thread keeps the last.</summary>
internal sealed class WebBase
{
    // Of these every address of a path, query or fragment is written the same after being taken apart and put together again.
    private static readonly SearchValues<char> Unchanged =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_~.?=&+;,");

    // The same without '&', which in markup begins a reference.
    private static readonly SearchValues<byte> UnchangedInMarkup =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_~.?=+;,"u8);

    [ThreadStatic]
    private static WebBase? last;

    private readonly string address;
    private readonly string? root;
    private readonly byte[] rootUtf8 = [];

    private WebBase(string address)
    {
        this.address = address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return;
        Uri = uri;
        if ((uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && Uri.TryCreate(uri, "/", out var top))
        {
            root = top.AbsoluteUri.TrimEnd('/');
            rootUtf8 = Encoding.UTF8.GetBytes(root);
        }
    }

    /// <summary>The base; null when it is no absolute address.</summary>
    public Uri? Uri { get; }

    /// <summary>Scheme and host in UTF-8, without a slash at the end.</summary>
    public ReadOnlySpan<byte> Root => rootUtf8;

    public static WebBase? OfOrNull(string? address) => string.IsNullOrEmpty(address) ? null : Of(address);

    public static WebBase Of(string address) => last is { } known && known.address == address ? known : last = new WebBase(address);

    /// <summary>The joined address when it is simply the base's host and a plain absolute path, as most are; null when that is to be found out.</summary>
    public string? TryJoin(string path) =>
        root is not null && path.Length > 1 && path[0] == '/' && path[1] != '/' && path.AsSpan().IndexOfAnyExcept(Unchanged) < 0
            && !path.Contains("/.", StringComparison.Ordinal)
            ? root + path
            : null;

    /// <summary>As <see cref="TryJoin"/> of a value as it stands in markup: whether <see cref="Root"/> and the value are the address, which is safe to write.</summary>
    public bool IsJoinedSimply(ReadOnlySpan<byte> path) =>
        root is not null && path.Length > 1 && path[0] == '/' && path[1] != '/' && path.IndexOfAnyExcept(UnchangedInMarkup) < 0 && path.IndexOf("/."u8) < 0;
}
