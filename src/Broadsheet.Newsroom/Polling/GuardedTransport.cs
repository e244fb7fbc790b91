using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Broadsheet.Polling;

/// <summary>The network, with a guard at the point of connecting: after the name is resolved, so that no answer of a name server leads past it.</summary>
public static class GuardedTransport
{
    /// <summary>A transport that follows no redirect, keeps no cookie, unpacks nothing and connects to public addresses only.</summary>
    public static SocketsHttpHandler Create(PollingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(options.TimeLimit, address => AddressGuard.IsPublic(address) || (options.AllowLoopback && IPAddress.IsLoopback(address)));
    }

    /// <summary>The same, with another idea of where it may connect to.</summary>
    /// <param name="timeLimit">How long connecting may take.</param>
    /// <param name="mayConnect">Whether it may connect to an address.</param>
    public static SocketsHttpHandler Create(TimeSpan timeLimit, Func<IPAddress, bool> mayConnect) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would connect on our behalf, behind the guard.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = 1,
        // Header bytes come in as Latin-1; validators with such bytes must go back as they came.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        MaxResponseHeadersLength = 64,
        // A body we stop reading must not be read to its end just to keep the connection.
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        ConnectTimeout = timeLimit,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, mayConnect, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint end, Func<IPAddress, bool> mayConnect, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellation);
        var allowed = Array.FindAll(addresses, address => mayConnect(address));
        if (allowed.Length == 0)
            throw new AddressRefusedException(end.Host, addresses.FirstOrDefault());

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name that leads to an address we do not ask; turned into a <see cref="FetchResult.Failed"/> before it reaches anyone.</summary>
internal sealed class AddressRefusedException(string reason) : IOException(reason)
{
    /// <summary>Names the host and the address its name led to.</summary>
    public AddressRefusedException(string host, IPAddress? address)
        : this($"{host} leads to {address?.ToString() ?? "no address"}, which is not on the public network.")
    {
    }
}
