using Microsoft.AspNetCore.Http;

namespace Broadsheet.Server;

/// <summary>Sends answers that lie whole in memory.</summary>
internal static class WholeAnswer
{
    // Up to about here a few of the server's own blocks of four kilobytes are as good.
    private const int Large = 16 * 1024;

    // Arrays of this size are lent again and again; larger ones are too few for many readers at a time, and dear to make.
    private const int Piece = 64 * 1024;

    /// <summary>
    /// Sends the body of an answer whose length is stated. A large one is copied into a few large pieces of memory and given to the connection at
    /// once: written as usual, it is cut into blocks of four kilobytes that are in no cache, and each is looked after for itself.
    /// </summary>
    public static Task SendAsync(this HttpResponse response, byte[] body, CancellationToken cancellation) =>
        body.Length < Large ? response.Body.WriteAsync(body, cancellation).AsTask() : SendLargeAsync(response, body, cancellation);

    private static async Task SendLargeAsync(HttpResponse response, byte[] body, CancellationToken cancellation)
    {
        // Before that, memory is only lent and copied once more.
        await response.StartAsync(cancellation);
        var writer = response.BodyWriter;
        for (var sent = 0; sent < body.Length; sent += Piece)
        {
            var piece = body.AsSpan(sent, Math.Min(Piece, body.Length - sent));
            piece.CopyTo(writer.GetSpan(piece.Length));
            writer.Advance(piece.Length);
        }

        await writer.FlushAsync(cancellation);
    }
}
