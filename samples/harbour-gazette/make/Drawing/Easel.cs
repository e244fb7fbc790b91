using SkiaSharp;

namespace HarbourGazette.Make.Drawing;

/// <summary>A canvas of 1200 by 675 with the strokes all pictures share: sky, land, water, plain shapes.</summary>
internal sealed class Easel(SKCanvas canvas, Palette palette, Dice dice)
{
    public const float Width = 1200;
    public const float Height = 675;

    public SKCanvas Canvas { get; } = canvas;

    public Palette Colours { get; } = palette;

    public Dice Dice { get; } = dice;

    /// <summary>Fills an outline given as SVG path data, moved to a place and scaled; a negative scale mirrors it.</summary>
    public void Shape(string outline, string colour, float x = 0, float y = 0, float scale = 1, bool mirrored = false)
    {
        using var path = SKPath.ParseSvgPathData(outline);
        using var paint = Ink(colour);
        Canvas.Save();
        Canvas.Translate(x, y);
        Canvas.Scale(mirrored ? -scale : scale, scale);
        Canvas.DrawPath(path, paint);
        Canvas.Restore();
    }

    /// <summary>Draws along an outline given as SVG path data.</summary>
    public void Stroke(string outline, string colour, float width, float x = 0, float y = 0, float scale = 1)
    {
        using var path = SKPath.ParseSvgPathData(outline);
        using var paint = Line(colour, width);
        Canvas.Save();
        Canvas.Translate(x, y);
        Canvas.Scale(scale, scale);
        Canvas.DrawPath(path, paint);
        Canvas.Restore();
    }

    public void Box(float x, float y, float width, float height, string colour, float round = 0)
    {
        using var paint = Ink(colour);
        Canvas.DrawRoundRect(x, y, width, height, round, round, paint);
    }

    public void Disc(float x, float y, float radius, string colour, byte alpha = 255)
    {
        using var paint = Ink(colour, alpha);
        Canvas.DrawCircle(x, y, radius, paint);
    }

    public void Oval(float x, float y, float radiusX, float radiusY, string colour, byte alpha = 255)
    {
        using var paint = Ink(colour, alpha);
        Canvas.DrawOval(x, y, radiusX, radiusY, paint);
    }

    public void Rule(float x1, float y1, float x2, float y2, string colour, float width)
    {
        using var paint = Line(colour, width);
        Canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    /// <summary>The sky down to a horizon, with its sun or moon and clouds.</summary>
    public void Sky(float horizon = Height)
    {
        using (var paint = new SKPaint { Shader = SKShader.CreateLinearGradient(new(0, 0), new(0, horizon), [Palette.Colour(Colours.SkyTop), Palette.Colour(Colours.SkyLow)], SKShaderTileMode.Clamp) })
            Canvas.DrawRect(0, 0, Width, Height, paint);
        if (Colours == Palette.Night)
        {
            for (var i = 0; i < 60; i++)
                Disc(Dice.Between(0, Width), Dice.Between(0, horizon * 0.8f), Dice.Between(1, 2.6f), "FFFFFF", 190);
        }
        if (Colours != Palette.Storm && Colours != Palette.Overcast)
        {
            var (x, y) = (Dice.Between(180, 1020), Colours == Palette.Dusk || Colours == Palette.Dawn ? horizon - Dice.Between(40, 110) : Dice.Between(90, 170));
            Disc(x, y, 92, Colours.Sun, 60);
            Disc(x, y, 58, Colours.Sun);
        }
        var clouds = Colours == Palette.Storm ? 9 : Colours == Palette.Overcast ? 6 : Colours == Palette.Night ? 2 : 3;
        for (var i = 0; i < clouds; i++)
            Cloud(Dice.Between(-40, Width), Dice.Between(30, horizon * 0.5f), Dice.Between(0.7f, Colours == Palette.Storm ? 2.4f : 1.5f));
    }

    /// <summary>A ridge of land standing on a line.</summary>
    public void Hills(float foot, float height, string colour)
    {
        using var path = new SKPathBuilder();
        var (a, b) = (Dice.Between(0, 6), Dice.Between(0, 6));
        path.MoveTo(0, foot);
        for (var x = 0; x <= Width; x += 20)
            path.LineTo(x, foot - (height * (0.55f + (0.3f * MathF.Sin(a + (x / 230f))) + (0.15f * MathF.Sin(b + (x / 95f))))));
        path.LineTo(Width, foot);
        path.Close();
        using var outline = path.Detach();
        using var paint = Ink(colour);
        Canvas.DrawPath(outline, paint);
    }

    /// <summary>The sea from a horizon to the lower edge, in bands that come nearer.</summary>
    public void Sea(float horizon, float roughness = 1)
    {
        var (far, near) = (Palette.Colour(Colours.SeaFar), Palette.Colour(Colours.SeaNear));
        using (var paint = new SKPaint { Color = far })
            Canvas.DrawRect(0, horizon, Width, Height - horizon, paint);
        for (var band = 1; band <= 6; band++)
        {
            var depth = band / 6f;
            Swell(horizon + ((Height - horizon) * depth * depth * 0.9f) + 6, (3 + (14 * depth)) * roughness, 70 + (150 * depth), Blend(far, near, depth));
        }
        for (var i = 0; i < 26; i++)
        {
            var depth = Dice.Next();
            var (x, y) = (Dice.Between(0, Width), horizon + 12 + ((Height - horizon - 20) * depth));
            using var glint = Line(Colours.Foam, 1.5f + (2.5f * depth), 120);
            Canvas.DrawLine(x, y, x + 16 + (54 * depth), y, glint);
        }
    }

    /// <summary>One band of waves across the picture, filled to the lower edge.</summary>
    public void Swell(float y, float height, float length, SKColor colour)
    {
        using var path = new SKPathBuilder();
        var start = -Dice.Between(0, length);
        path.MoveTo(start, y);
        for (var x = start; x < Width + length; x += length)
        {
            // The crest leans, as water does and a sine does not.
            path.CubicTo(x + (length * 0.35f), y, x + (length * 0.45f), y - height, x + (length * 0.62f), y - height);
            path.CubicTo(x + (length * 0.8f), y - height, x + (length * 0.8f), y, x + length, y);
        }
        path.LineTo(Width + length, Height);
        path.LineTo(start, Height);
        path.Close();
        using var outline = path.Detach();
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        Canvas.DrawPath(outline, paint);
    }

    public void Cloud(float x, float y, float size)
    {
        foreach (var (dx, dy, r) in new[] { (0f, 0f, 26f), (34f, -14f, 34f), (76f, -6f, 30f), (110f, 4f, 20f) })
            Disc(x + (dx * size), y + (dy * size), r * size, Colours.Cloud, 225);
        Box(x - (24 * size), y, 154 * size, 25 * size, Colours.Cloud, 12 * size);
    }

    public static SKColor Blend(SKColor a, SKColor b, float share) => new(
        (byte)(a.Red + ((b.Red - a.Red) * share)),
        (byte)(a.Green + ((b.Green - a.Green) * share)),
        (byte)(a.Blue + ((b.Blue - a.Blue) * share)));

    private static SKPaint Ink(string colour, byte alpha = 255)
    {
        var stated = Palette.Colour(colour);
        return new() { Color = stated.WithAlpha((byte)(stated.Alpha * alpha / 255)), IsAntialias = true };
    }

    private static SKPaint Line(string colour, float width, byte alpha = 255) => new()
    {
        Color = Palette.Colour(colour).WithAlpha(alpha),
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
    };
}
