using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Broadsheet.Polling;

/// <summary>
/// Tells addresses of the public network from those a feed must not make us ask: our own machine, the local network,
/// a cloud's metadata service. Follows the IANA special-purpose registries (RFC 6890 and its updates).
/// </summary>
public static class AddressGuard
{
    private static readonly (uint Network, int Bits)[] SpecialIPv4 =
    [
        (0x00000000, 8), // this network
        (0x0A000000, 8), // private
        (0x64400000, 10), // carrier-grade NAT; Alibaba's metadata service lives here
        (0x7F000000, 8), // loopback
        (0xA83F8110, 32), // 168.63.129.16: Azure's host agent, a public address that is anything but
        (0xA9FE0000, 16), // link-local; most clouds' metadata service
        (0xAC100000, 12), // private
        (0xC0000000, 24), // protocol assignments; Oracle's metadata service
        (0xC0000200, 24), // documentation
        (0xC0586300, 24), // 6to4 relays, deprecated
        (0xC0A80000, 16), // private
        (0xC6120000, 15), // benchmarking
        (0xC6336400, 24), // documentation
        (0xCB007100, 24), // documentation
        (0xE0000000, 4), // multicast
        (0xF0000000, 4), // reserved, broadcast
    ];

    /// <summary>Whether a publisher may live at <paramref name="address"/>.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return IsPublicIPv4(Number(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        if (address.IsIPv4MappedToIPv6)
            return IsPublicIPv4(Number(address.MapToIPv4()));

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return high switch
        {
            // NAT64 and 6to4 carry an IPv4 address inside, which is the one that is reached.
            0x0064_FF9B_0000_0000 when BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) == 0 =>
                IsPublicIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])),
            _ when high >> 48 == 0x2002 => IsPublicIPv4((uint)(high >> 16)),
            // Only 2000::/3 is given out; of that, 2001::/23 (Teredo and other protocols) and the documentation nets are not for hosts.
            _ => high >> 61 == 1 && high >> 41 != 0x2001_0000UL >> 9 && high >> 32 != 0x2001_0DB8 && high >> 44 != 0x3FFF0,
        };
    }

    private static bool IsPublicIPv4(uint address)
    {
        foreach (var (network, bits) in SpecialIPv4)
        {
            if ((address ^ network) >> (32 - bits) == 0)
                return false;
        }

        return true;
    }

    private static uint Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
