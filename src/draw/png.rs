//! PNG: the still picture as a bitmap, for documents and messages that take no SVG.
//!
//! The SVG, drawn with the fonts that are compiled in and no others, so that every machine gives the same
//! picture. They hold Latin letters with all Vietnamese marks and arrows; letters of other scripts stay blank.

use std::io::Write;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::draw::{DrawError, Drawing, Picture, svg};

/// The format PNG.
pub struct Png;

/// Noto Sans, cut down to Latin: `data/SOURCES.md` says how.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../data/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../data/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../data/fonts/NotoSansMath-Regular.ttf"),
];
/// Pixels for one of the SVG's, where the sheet is not too large for that.
const SCALE: f32 = 2.0;
/// A bitmap has at most so many pixels: a quarter of a gigabyte while it is drawn.
const PIXELS: f32 = 64e6;
/// Below this scale nobody can read a label.
const SMALLEST: f32 = 0.5;

impl Drawing for Png {
    fn name(&self) -> &'static str {
        "PNG"
    }

    fn extension(&self) -> &'static str {
        "png"
    }

    fn about(&self) -> &'static str {
        "the still picture as a bitmap, for documents and messages"
    }

    fn draw(&self, picture: &Picture, out: &mut dyn Write) -> Result<(), DrawError> {
        out.write_all(&bitmap(&svg::text(picture))?)?;
        Ok(())
    }
}

fn bitmap(text: &str) -> Result<Vec<u8>, DrawError> {
    let refused = |why: String| DrawError::Bitmap(format!("the picture cannot become a bitmap: {why}"));
    let mut fonts = fontdb::Database::new();
    for font in FONTS {
        fonts.load_font_data(font.to_vec());
    }
    let options =
        usvg::Options { fontdb: Arc::new(fonts), font_family: "Noto Sans".to_owned(), ..Default::default() };
    let tree = usvg::Tree::from_str(text, &options).map_err(|error| refused(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min((PIXELS / (width * height)).sqrt());
    if scale < SMALLEST {
        return Err(refused(format!("{width:.0} × {height:.0} points would be too small to read")));
    }
    let mut pixels = Pixmap::new(whole(width * scale), whole(height * scale))
        .ok_or_else(|| refused(format!("{width:.0} × {height:.0} points")))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| refused(error.to_string()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 64 million")]
fn whole(length: f32) -> u32 {
    length.ceil().max(1.0) as u32
}
