using SkiaSharp;

namespace HarbourGazette.Make.Drawing;

/// <summary>The pictures of the sample: what an article names as its scene, drawn anew for every outlet.</summary>
internal static class Scenes
{
    private static readonly IReadOnlyList<Palette> Day = [Palette.Morning, Palette.Noon, Palette.Dawn, Palette.Overcast];
    private static readonly IReadOnlyList<Palette> AnyHour = [Palette.Morning, Palette.Noon, Palette.Dawn, Palette.Overcast, Palette.Dusk];
    private static readonly IReadOnlyList<Palette> Evening = [Palette.Dusk, Palette.Night];

    private static readonly Dictionary<string, (Action<Easel> Paint, IReadOnlyList<Palette> Hours)> All = new(StringComparer.Ordinal)
    {
        ["beach"] = (SeaScenes.Beach, AnyHour),
        ["boats"] = (SeaScenes.Boats, AnyHour),
        ["cable"] = (SeaScenes.Cable, Day),
        ["cruise"] = (SeaScenes.Cruise, AnyHour),
        ["dredger"] = (SeaScenes.Dredger, Day),
        ["gig"] = (SeaScenes.Gig, Day),
        ["lifeboat"] = (SeaScenes.Lifeboat, [Palette.Storm, Palette.Overcast, Palette.Dawn]),
        ["lighthouse"] = (SeaScenes.Lighthouse, AnyHour),
        ["seagrass"] = (SeaScenes.Seagrass, Day),
        ["scallop"] = (SeaScenes.Scallop, Day),
        ["storm"] = (SeaScenes.Storm, [Palette.Storm, Palette.Night]),
        ["whale"] = (SeaScenes.Whale, AnyHour),
        ["bridge"] = (HarbourScenes.Bridge, AnyHour),
        ["fishmarket"] = (HarbourScenes.FishMarket, Day),
        ["gulls"] = (HarbourScenes.Gulls, AnyHour),
        ["marina"] = (HarbourScenes.Marina, Evening),
        ["quay"] = (HarbourScenes.Quay, AnyHour),
        ["shanty"] = (HarbourScenes.Shanty, Evening),
        ["shipyard"] = (HarbourScenes.Shipyard, AnyHour),
        ["smokehouse"] = (HarbourScenes.Smokehouse, AnyHour),
        ["terminal"] = (HarbourScenes.Terminal, AnyHour),
        ["ballot"] = (TownScenes.Ballot, Evening),
        ["bus"] = (TownScenes.Bus, Evening),
        ["cinema"] = (TownScenes.Cinema, Evening),
        ["gallery"] = (TownScenes.Gallery, Day),
        ["gasworks"] = (TownScenes.Gasworks, AnyHour),
        ["heron"] = (TownScenes.Heron, AnyHour),
        ["hospital"] = (TownScenes.Hospital, AnyHour),
        ["lido"] = (TownScenes.Lido, Day),
        ["logbook"] = (TownScenes.Logbook, Day),
        ["night"] = (TownScenes.Night, [Palette.Night]),
        ["pitch"] = (TownScenes.Pitch, Evening),
        ["ring"] = (TownScenes.Ring, Evening),
        ["robot"] = (TownScenes.Robot, Day),
        ["school"] = (TownScenes.School, Day),
        ["shopfront"] = (TownScenes.Shopfront, AnyHour),
        ["townhall"] = (TownScenes.TownHall, AnyHour),
        ["trees"] = (TownScenes.Trees, Day),
    };

    /// <summary>Draws a scene; the name decides the hour, the side and how near we stand.</summary>
    public static byte[] Draw(string scene, string name, int width, int height, string extension)
    {
        var (paint, hours) = All[scene];
        var dice = new Dice(name);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        var cover = MathF.Max(width / Easel.Width, height / Easel.Height);
        canvas.Translate((width - (Easel.Width * cover)) / 2, (height - (Easel.Height * cover)) / 2);
        canvas.Scale(cover);
        Frame(canvas, dice);
        paint(new Easel(canvas, dice.Pick(hours), dice));
        using var image = surface.Snapshot();
        return Encode(image, extension == "webp" ? SKEncodedImageFormat.Webp : SKEncodedImageFormat.Jpeg);
    }

    // Busy pictures are packed harder, so that the whole recording stays small enough to clone.
    private static byte[] Encode(SKImage image, SKEncodedImageFormat format)
    {
        for (var quality = 82; ; quality -= 6)
        {
            using var data = image.Encode(format, quality);
            if (data.Size <= 50 * 1024 || quality < 50)
                return data.ToArray();
        }
    }

    private static void Frame(SKCanvas canvas, Dice dice)
    {
        var zoom = dice.Between(1, 1.22f);
        canvas.Translate(600, 400);
        canvas.Scale(dice.Coin() ? zoom : -zoom, zoom);
        canvas.Translate(-600, -400);
    }
}
