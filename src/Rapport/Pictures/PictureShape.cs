namespace Rapport.Pictures;

/// <summary>What is made of a picture.</summary>
internal enum PictureShape
{
    /// <summary>The middle of it, a little above: a face. JPEG.</summary>
    Square,

    /// <summary>All of it, on a ground that shines through: a logo. PNG.</summary>
    Whole,
}
