using System.ComponentModel.DataAnnotations;

namespace Broadsheet.Clustering;

/// <summary>Settings of the second opinion that a sentence model gives where words alone leave it open what story an article belongs to.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>Path of a sentence model in ONNX, as from the site's folder; without one nobody is asked.</summary>
    public string? Model { get; set; }

    /// <summary>Path of the model's vocabulary (<c>vocab.txt</c>, WordPiece), as from the site's folder.</summary>
    public string? Vocabulary { get; set; }

    /// <summary>Whether the model knows small letters only ("uncased"); on by default.</summary>
    public bool LowerCase { get; set; } = true;

    /// <summary>How many tokens of title and excerpt the model is given, 8 to 512; 128 by default.</summary>
    [Range(8, 512)]
    public int MostTokens { get; set; } = 128;

    /// <summary>
    /// How far from <see cref="ClusteringOptions.JoinAt"/> and <see cref="ClusteringOptions.MergeAt"/> a likeness may be to leave it open,
    /// as a part of these, 0 to 1; 0.25 by default.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Band { get; set; } = 0.25;

    /// <summary>The mean cosine from which on the model's word is yes, -1 to 1; 0.4 by default.</summary>
    [Range(-1.0, 1.0)]
    public double AgreeAt { get; set; } = 0.4;
}
